# bash completion for modtrace; the build puts the tables in, made out of the command line

# Sets options: those of verb $1.
_modtrace_options() {
  case $1 in
#OPTIONS#
  esac
}

# Sets kind: what the value of option $2 of verb $1 is, or its other words where $2 is empty; empty for a flag.
_modtrace_kind() {
  case $1:$2 in
#KINDS#
    *) kind= ;;
  esac
}

# What can be at the place of the cursor, of that kind: sets COMPREPLY.
_modtrace_fill() {
  local found=() name path
  case $1 in
    files) compopt -o default && return ;;
    folders) compopt -o dirnames && return ;;
    modules)
      [[ $cur == */* ]] && compopt -o default && return
      cur=${cur//-/_}
      while read -r name _; do found+=("$name"); done < /proc/modules
      ;;
    installed)
      [[ $cur == */* ]] && compopt -o default && return
      cur=${cur//-/_}
      while IFS=: read -r path _; do
        name=${path##*/}
        name=${name%%.ko*}
        found+=("${name//-/_}")
      done < "/lib/modules/$(< /proc/sys/kernel/osrelease)/modules.dep"
      ;;
    kernels)
      for path in /lib/modules/*/; do
        path=${path%/}
        found+=("${path##*/}")
      done
      ;;
    events)
      while read -r name; do found+=("$name" "${name%%:*}"); done < /sys/kernel/tracing/available_events
      ;;
    tracers)
      read -ra found < /sys/kernel/tracing/available_tracers || found=(nop)
      ;;
    words:*) IFS=, read -ra found <<< "${1#words:}" ;;
  esac 2> /dev/null
  for name in "${found[@]}"; do
    [[ $name == "$cur"* ]] && COMPREPLY+=("$name")
  done
}

# The command that begins at word $1 of the line.
_modtrace_command() {
  if declare -F _comp_command_offset > /dev/null; then
    _comp_command_offset "$1"
  elif declare -F _command_offset > /dev/null; then
    _command_offset "$1"
  elif ((COMP_CWORD == $1)); then
    mapfile -t COMPREPLY < <(compgen -c -- "$cur")
  else
    compopt -o default
  fi
}

_modtrace() {
  local words=() at=() given=0 i last options kind verb cur
  COMPREPLY=()
  # bash breaks words at = and : too: here they are whole; at has where each begins
  for ((i = 0; i <= COMP_CWORD; i++)); do
    last=$((${#words[@]} - 1))
    if ((i > 1)) && [[ ${COMP_WORDS[i]} == [=:]* || ${words[last]} == --*= || ${words[last]} == *: ]]; then
      words[last]+=${COMP_WORDS[i]}
    else
      words+=("${COMP_WORDS[i]}")
      at+=("$i")
    fi
  done
  last=$((${#words[@]} - 1))
  cur=${words[last]}
  verb=${words[1]}
  if ((last == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '#VERBS#' -- "$cur")
    return
  fi

  for ((i = 2; i < last; i++)); do
    _modtrace_kind "$verb" "${words[i]}"
    if [[ ${words[i]} == -- ]]; then
      [[ ' #COMMANDS# ' == *" $verb "* ]] && _modtrace_command "${at[i + 1]}"
      return
    elif [[ -n $kind ]]; then
      if ((i + 1 == last)); then
        _modtrace_value
        return
      fi
      ((i++))
    elif [[ ${words[i]} != -* ]]; then
      _modtrace_kind "$verb" ""
      if [[ $kind == command ]]; then
        _modtrace_command "${at[i]}"
        return
      fi
      ((given++))
    fi
  done

  if [[ $cur == --*=* ]]; then
    _modtrace_kind "$verb" "${cur%%=*}"
    cur=${cur#*=}
    _modtrace_value
  elif [[ $cur == -* ]]; then
    _modtrace_options "$verb"
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
  else
    _modtrace_kind "$verb" ""
    if [[ $kind == command ]]; then
      _modtrace_command "${at[last]}"
    elif [[ $kind != words:* ]] || ((given == 0)); then
      _modtrace_value
    fi
  fi
}

# What is left to be typed: bash has the word up to the last colon already.
_modtrace_value() {
  local before=
  [[ $COMP_WORDBREAKS == *:* && $cur == *:* ]] && before=${cur%"${cur##*:}"}
  _modtrace_fill "$kind"
  COMPREPLY=("${COMPREPLY[@]#"$before"}")
}

complete -F _modtrace modtrace
