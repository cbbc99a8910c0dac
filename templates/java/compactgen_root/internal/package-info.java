/** How calls are made. Nothing here is for callers, and anything may change. */
package compactgen_root.internal;
