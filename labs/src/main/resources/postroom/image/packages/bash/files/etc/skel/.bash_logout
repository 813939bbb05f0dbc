# Read by bash(1) when a login shell ends.

# leave nothing on a console's screen
if [ "$SHLVL" = 1 ]; then
    [ -x /usr/bin/clear_console ] && /usr/bin/clear_console -q
fi
