# ~/.bashrc: read by bash(1) for interactive shells that are no login shells.

case $- in
    *i*) ;;
      *) return;;
esac

# keep neither repeated lines nor lines that begin with a blank
HISTCONTROL=ignoreboth

# add to the history file instead of replacing it
shopt -s histappend

# lines kept in memory and in the file
HISTSIZE=1000
HISTFILESIZE=2000

# notice when the window changes its size
shopt -s checkwinsize

# let ** match folders of any depth
#shopt -s globstar

# a chroot names itself in the prompt
if [ -z "${debian_chroot:-}" ] && [ -r /etc/debian_chroot ]; then
    debian_chroot=$(cat /etc/debian_chroot)
fi

# a coloured prompt where the terminal is known to have colours
case "$TERM" in
    xterm-color|*-256color) color_prompt=yes;;
esac

# or wherever tput says so, when this is switched on
#force_color_prompt=yes

if [ -n "$force_color_prompt" ]; then
    if [ -x /usr/bin/tput ] && tput setaf 1 >&/dev/null; then
	color_prompt=yes
    else
	color_prompt=
    fi
fi

if [ "$color_prompt" = yes ]; then
    PS1='${debian_chroot:+($debian_chroot)}\[\033[01;32m\]\u@\h\[\033[00m\]:\[\033[01;34m\]\w\[\033[00m\]\$ '
else
    PS1='${debian_chroot:+($debian_chroot)}\u@\h:\w\$ '
fi
unset color_prompt force_color_prompt

# the window's title: user@host: folder
case "$TERM" in
xterm*|rxvt*)
    PS1="\[\e]0;${debian_chroot:+($debian_chroot)}\u@\h: \w\a\]$PS1"
    ;;
*)
    ;;
esac

# colours for ls and grep
if [ -x /usr/bin/dircolors ]; then
    test -r ~/.dircolors && eval "$(dircolors -b ~/.dircolors)" || eval "$(dircolors -b)"
    alias ls='ls --color=auto'
    alias dir='dir --color=auto'
    alias vdir='vdir --color=auto'

    alias grep='grep --color=auto'
    alias fgrep='fgrep --color=auto'
    alias egrep='egrep --color=auto'
fi

# more ways to list
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'

# your own aliases go into a file of their own
if [ -f ~/.bash_aliases ]; then
    . ~/.bash_aliases
fi

# completion of options and arguments, where it is installed
if ! shopt -oq posix; then
  if [ -f /usr/share/bash-completion/bash_completion ]; then
    . /usr/share/bash-completion/bash_completion
  elif [ -f /etc/bash_completion ]; then
    . /etc/bash_completion
  fi
fi
