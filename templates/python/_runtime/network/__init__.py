"""The client's own way to the network: sockets, TLS, pools, proxies."""
