# Read by bash(1) when root has an interactive shell; the prompt comes from /etc/bash.bashrc.
