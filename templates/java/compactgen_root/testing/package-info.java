/** A transport without a network, for tests of code that uses the clients. */
package compactgen_root.testing;
