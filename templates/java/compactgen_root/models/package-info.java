/** What is sent and what comes back, one type for each declaration of the description. */
package compactgen_root.models;
