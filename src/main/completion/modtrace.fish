# fish completion for modtrace; the build puts the tables in, made out of the command line

# Whether the verb is $argv[1], and no command of its own has begun.
function __modtrace_verb
    set -l words (commandline -opc)
    test "$words[2]" = $argv[1]
    and not contains -- -- $words
end

# Whether what follows -- is completed.
function __modtrace_command
    set -l words (commandline -opc)
    contains -- "$words[2]" #COMMANDS#
    and contains -- -- $words[3..-1]
end

function __modtrace_complete_command
    set -l words (commandline -opc)
    set -e words[1..(contains -i -- -- $words)]
    complete -C (string join ' ' -- (string escape -- $words) (commandline -ct))
end

function __modtrace_modules
    string replace -r ' .*' '' < /proc/modules
end

function __modtrace_installed
    string replace -r '^(?:.*/)?([^/:]+?)\.ko[^:]*:.*' '$1' < /lib/modules/(cat /proc/sys/kernel/osrelease)/modules.dep | string replace -a - _
end

function __modtrace_kernels
    string replace -r '.*/' '' /lib/modules/*
end

function __modtrace_events
    test -r /sys/kernel/tracing/available_events
    and cat /sys/kernel/tracing/available_events
end

function __modtrace_tracers
    test -r /sys/kernel/tracing/available_tracers
    and string split ' ' < /sys/kernel/tracing/available_tracers
    or echo nop
end

complete -c modtrace -f
complete -c modtrace -n __modtrace_command -a '(__modtrace_complete_command)'
#OPTIONS#
