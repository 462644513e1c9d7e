# Opens a link whenever the state file of a Claude Code on a runner's terminal tells another state: a question on its
# screen makes no journal entry. Started by session-runner.sh if "instant updates" is on and the command names Claude.
#
#   $1 pid of the runner, $2 link
#
# The file is searched for a minute, by one ps a second, then read each second without starting a program for it. It
# ends with its runner; the runner's guard ends it too.

a_main() {
  a_runner=$1 a_link=$2 a_nap=
  trap '[ -z "$a_nap" ] || kill "$a_nap"; exit 0' HUP TERM
  a_terminal=$(ps -o tty= -p "$a_runner" | tr -d ' ')
  a_file= a_said= a_tries=60
  while [ "$a_tries" -gt 0 ]; do
    sleep 1 &
    a_nap=$!
    wait "$a_nap"
    a_nap=
    kill -0 "$a_runner" || exit 0
    if [ ! -f "$a_file" ]; then
      a_file= a_tries=$((a_tries - 1))
      for a_pid in $(ps -t "$a_terminal" -o pid=); do
        [ -f "$HOME/.claude/sessions/$a_pid.json" ] && a_file=$HOME/.claude/sessions/$a_pid.json
      done
      [ -n "$a_file" ] || continue
      a_tries=60
    fi
    a_text=
    while IFS= read -r a_line || [ -n "$a_line" ]; do a_text=$a_text$a_line; done <"$a_file"
    # "status": "waiting"
    case $a_text in *'"status":'*) a_text=${a_text#*'"status":'} ;; *) continue ;; esac
    a_text=${a_text#*\"}
    a_state=${a_text%%\"*}
    [ "$a_state" = "$a_said" ] && continue
    a_said=$a_state
    open -g "$a_link" &
  done
}

a_main "$@" >/dev/null 2>&1
