#!/bin/sh
# Starts the user's own Claude Code with hooks for this run only: a copy of this file, called "claude", comes first in
# PATH in the sessions of a project, if "Agent Hooks" is on. Beside the folder of the copy lies claude-settings.json.
#
# Without hooks start subcommands (claude mcp …), which do not take settings; what is given --settings of its own, for of
# two only the last counts; and versions that call the settings invalid because they do not know each of its events, which
# 1.0.100 ends with and 2.0.14 warns of.

here=${0%/*}
settings=${here%/*}/claude-settings.json
known=${here%/*}/claude-version

# Whether $1 is 2.1.140 or later, the first that was seen to take them all.
is_new_enough() {
  IFS=.
  set -- $1
  IFS=$old_ifs
  [ "${1:-0}" -gt 2 ] && return 0
  [ "${1:-0}" -eq 2 ] || return 1
  [ "${2:-0}" -gt 1 ] && return 0
  [ "${2:-0}" -eq 1 ] && [ "${3:-0}" -ge 140 ]
}

# Sets version to that of $found. It is asked once and kept until another program stands there.
learn_version() {
  version= path=
  if [ "$known" -nt "$found" ]; then
    { IFS= read -r path && IFS= read -r version; } <"$known"
    [ "$path" = "$found" ] || version=
  fi
  [ -z "$version" ] || return 0
  version=$("$found" --version </dev/null 2>/dev/null)
  version=${version%%[!0-9.]*}
  ( umask 077; printf '%s\n%s\n' "$found" "$version" >"$known" ) 2>/dev/null
}

found=
set -f
old_ifs=$IFS
IFS=:
for folder in $PATH; do
  [ "$folder" != "$here" ] || continue
  if [ -f "${folder:-.}/claude" ] && [ -x "${folder:-.}/claude" ]; then
    found=${folder:-.}/claude
    break
  fi
done
IFS=$old_ifs
set +f
if [ -z "$found" ]; then
  echo 'claude: command not found' >&2
  exit 127
fi

unset ITERM_PROJECT_AGENT_PID
case ${1-} in
  agents | attach | auth | auto-mode | config | doctor | gateway | import | install | logs | mcp | migrate-installer) exec "$found" "$@" ;;
  plugin | plugins | purge | respawn | rm | setup-token | stop | kill | ultrareview | update | upgrade) exec "$found" "$@" ;;
  -v | --version | -h | --help) exec "$found" "$@" ;;
esac
for argument; do
  case $argument in
    --) break ;;
    --settings | --settings=*)
      echo 'Claude Code is started with --settings, so it gets no hooks: what it asks is read from its screen.' >&2
      exec "$found" "$@"
      ;;
  esac
done
[ -r "$settings" ] || exec "$found" "$@"
learn_version
if ! is_new_enough "$version"; then
  echo 'Claude Code is older than 2.1.140, so it gets no hooks: what it asks is read from its screen.' >&2
  exec "$found" "$@"
fi
# It keeps this process's id.
export ITERM_PROJECT_AGENT_PID=$$
exec "$found" --settings "$settings" "$@"
