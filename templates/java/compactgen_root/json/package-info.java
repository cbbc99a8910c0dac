/**
 * JSON as it travels: immutable values that keep order, unknown members and the text of numbers.
 */
package compactgen_root.json;
