# Opens a link whenever the state file of a Claude Code on a runner's terminal tells another state: a question on its
# screen makes no journal entry, so nothing else would tell Raycast at once. Started by the watch of session-runner.sh,
# if "instant updates" is on and the command names Claude.
#
#   $1 pid of the runner, $2 link
#
# For up to a minute one ps a second looks for the agent, whose file is then read each second without starting a program
# for it. It ends when its runner is gone; the watch ends it too.

a_main() {
  a_runner=$1 a_link=$2 a_sleep_pid=
  trap '[ -z "$a_sleep_pid" ] || kill "$a_sleep_pid"; exit 0' HUP TERM
  a_terminal=$(ps -o tty= -p "$a_runner" | tr -d ' ')
  a_file= a_last_state= a_searches_left=60
  while [ "$a_searches_left" -gt 0 ]; do
    sleep 1 &
    a_sleep_pid=$!
    wait "$a_sleep_pid"
    a_sleep_pid=
    kill -0 "$a_runner" || exit 0
    if [ ! -f "$a_file" ]; then
      a_file= a_searches_left=$((a_searches_left - 1))
      for a_pid in $(ps -t "$a_terminal" -o pid=); do
        [ -f "$HOME/.claude/sessions/$a_pid.json" ] && a_file=$HOME/.claude/sessions/$a_pid.json
      done
      [ -n "$a_file" ] || continue
      a_searches_left=60
    fi
    a_text=
    while IFS= read -r a_line || [ -n "$a_line" ]; do a_text=$a_text$a_line; done <"$a_file"
    # "status": "waiting"
    case $a_text in *'"status":'*) a_text=${a_text#*'"status":'} ;; *) continue ;; esac
    a_text=${a_text#*\"}
    a_state=${a_text%%\"*}
    [ "$a_state" = "$a_last_state" ] && continue
    a_last_state=$a_state
    open -g "$a_link" &
  done
}

a_main "$@" >/dev/null 2>&1
