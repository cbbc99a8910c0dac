"""The seam to the network: a request, an answer, and the protocol that carries them."""
