"""What a client shares with its process: a worker, threads, forks, event loops."""
