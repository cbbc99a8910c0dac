/**
 * Everything that a call can fail with, in one tree below {@link
 * compactgen_root.errors.ApiException}.
 */
package compactgen_root.errors;
