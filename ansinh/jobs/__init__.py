"""Jobs: the command line and what it stands on; click speaks Vietnamese before any command is made."""

from ansinh.jobs import words

words.speak()
