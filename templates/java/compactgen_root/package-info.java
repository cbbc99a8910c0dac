/** Clients, and what they are set up with. */
package compactgen_root;
