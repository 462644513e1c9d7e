# The session runner: runs one session's command in its terminal, reports to the journal, restarts, leaves a shell.
#
# Read by the launch file (see src/core/runner/launch-file.ts), which has claimed the launch, set the r_* variables
# below and defined session_environment. POSIX sh: macOS runs it with bash 3.2, Linux with dash.
# All of it is parsed before any of it runs, so that an update of the file does not reach a running session.
#
#   r_journal, r_stop, r_scratch, r_agent_watch        paths
#   r_command, r_folder, r_shell, r_title, r_link      any text
#   r_policy (no|on_failure|always|unless_stopped), r_success (codes, blank-separated)
#   r_token_json, r_shell_json, r_folder_json          JSON: the token; what to say of a missing shell, folder
#
# Tests may shorten the times by environment, all in seconds: ITERM_RUNNER_BACKOFF_FIRST (1), ITERM_RUNNER_BACKOFF_MAX
# (30), ITERM_RUNNER_STEADY_AFTER (10), ITERM_RUNNER_CRASH_WINDOW (60), ITERM_RUNNER_CRASH_LIMIT (5 runs),
# ITERM_RUNNER_MIN_LIFE (4), ITERM_RUNNER_HANGUP_GRACE (3).

# Milliseconds since the epoch. GNU date knows nanoseconds, macOS date does not but macOS has perl; else whole seconds.
r_now() {
  r_time=$(date +%s%N 2>/dev/null)
  case $r_time in
    *[!0-9]*)
      r_time=$(perl -MTime::HiRes=time -e 'printf "%d", time * 1000' 2>/dev/null) || r_time=$(date +%s)000
      ;;
    *) r_time=${r_time%??????} ;;
  esac
  printf %s "$r_time"
}

# Adds line $1 to the journal; false: the disk had no room for it. What it took of it is closed as no entry then. An
# outside printf, for that of a shell may keep what it could not write, and write it elsewhere.
r_append() {
  { env printf '%s%s\n' "$r_break" "$1" >>"$r_journal"; } 2>/dev/null && r_break= && return 0
  r_break='~
'
  return 1
}

# One line of the journal: $1 event, $2 further members with a leading comma. What finds no room is left to the watch,
# which tries on, and so is all that comes after it, to keep the order.
r_write() {
  r_line=$(printf '{"event":"%s","at":%s%s}' "$1" "$(r_now)" "$2")
  if [ -n "$r_late" ] || ! r_append "$r_line"; then
    r_late=yes
    r_leave_to_watch
    return
  fi
  r_open_link
}

r_leave_to_watch() {
  printf 'write %s\n' "$r_line" >&9
}

r_open_link() {
  [ -n "$r_link" ] || return 0
  ( open -g "$r_link" </dev/null >/dev/null 2>&1 9>&- & )
}

r_say() {
  printf '%s\n' "$1" >&2
}

r_set_title() {
  printf '\033]0;%s\007' "$r_title" >&2
}

# Pids of the descendants of $1, of their process groups and, where ps tells sessions by number, of our session: what
# was left behind when its parent died of the hang-up is no descendant any more.
r_tree() {
  ps -axo pid=,ppid=,pgid=,sess= | awk -v root="$1" -v runner="$$" -v guard="$r_guard" '
    { parent[$1] = $2; group[$1] = $3; session[$1] = $4 }
    END {
      hit[root] = 1
      for (pid in session) if (session[pid] == runner) hit[pid] = 1
      do {
        grown = 0
        for (pid in parent) if (!(pid in hit) && (parent[pid] in hit)) { hit[pid] = 1; grown = 1 }
      } while (grown)
      for (pid in hit) if (pid in group) groups[group[pid]] = 1
      for (pid in group) if (((pid in hit) || (group[pid] in groups)) && group[pid] != guard) print pid
    }'
}

# Brings late lines into the journal, trying once a second: as long as the runner lives, and some minutes more. A line
# that is there twice, because the scribe before this one was ended too soon to tell, counts once for the reader.
r_scribe() {
  r_tries=0
  printf '%s' "$r_owed" | while IFS= read -r r_line; do
    until r_append "$r_line"; do
      kill -0 "$$" 2>/dev/null || r_tries=$((r_tries + 1))
      [ "$r_tries" -lt 300 ] || exit 1
      sleep 1
    done
  done && r_open_link
}

# Takes r_line over for the scribe, with all that the one before has not brought in.
r_owe() {
  if [ -n "$r_scribe" ]; then
    if kill -KILL "$r_scribe"; then wait "$r_scribe"; else r_owed=; fi
  fi
  r_owed=$r_owed$r_line'
'
  r_break='~
'
  r_scribe &
  r_scribe=$!
}

# Waits for the end of the runner: its end of the fifo closes even if it is killed. A runner that did not say "done"
# lost its terminal: what it ran must not live on. Other words are lines for the journal, and pids of what it ran last.
r_watch() {
  trap '' HUP INT QUIT TERM TSTP
  r_guard=$(exec sh -c 'ps -o pgid= -p "$PPID"' | tr -d ' ')
  r_child= r_agent= r_scribe= r_owed=
  case $r_link,$r_command in
    ?*,*claude*)
      ( trap - HUP TERM; exec sh "$r_agent_watch" "$$" "$r_link" </dev/null ) &
      r_agent=$!
      ;;
  esac
  while IFS= read -r r_word; do
    case $r_word in
      done) [ -z "$r_agent" ] || kill "$r_agent"; exit 0 ;;
      'write '*)
        r_late=yes
        r_line=${r_word#write }
        r_owe
        ;;
      *) r_child=$r_word ;;
    esac
  done
  [ -z "$r_agent" ] || kill "$r_agent"
  r_leave_to_watch() { r_owe; }
  r_write closed ''
  [ -n "$r_child" ] || exit 0
  r_left=$(r_tree "$r_child")
  for r_pid in $r_left; do kill -HUP "$r_pid"; kill -CONT "$r_pid"; done
  sleep "${ITERM_RUNNER_HANGUP_GRACE:-3}"
  r_left="$r_left $(r_tree "$r_child")"
  for r_pid in $r_left; do kill -KILL "$r_pid"; done
  exit 0
}

# What a shell is given to run the command: aliases, functions and PATH of its start-up files are there. The command is
# a job of its own, so that Ctrl-C and Ctrl-Z reach it alone; the subshell around it notes a Ctrl-C by emptying the
# file named by ITERM_RUNNER_FLAG (which needs no room on the disk), for a program may catch it and end as if nothing had
# happened. Signals sent to the whole job must not end that subshell before the program, whose status is the one that
# counts.
r_run_start='r_c=$ITERM_RUNNER_COMMAND r_f=$ITERM_RUNNER_FLAG
unset ITERM_RUNNER_COMMAND ITERM_RUNNER_FLAG
r_note() { { true >"$r_f"; } 2>/dev/null; }
( trap '\''r_s=$?; r_note; exit "$r_s"'\'' INT; trap '\''exit "$?"'\'' TERM HUP QUIT; trap : USR1 USR2
'
# bash does not run that trap if the program caught Ctrl-C, so there a process beside it in the job takes the note.
r_bash_note='r_p=$(exec sh -c '\''echo "$PPID"'\'')
r_w=$( { trap '\''r_note; exit'\'' INT; while kill -0 "$r_p" 2>/dev/null; do sleep 1; done; } >/dev/null 2>&1 & echo "$!")
trap '\''kill "$r_w"'\'' EXIT
'
r_run_end='eval "$r_c"
r_s=$?; exit "$r_s" )
r_s=$?
'
r_run_text=$r_run_start$r_run_end
# After Ctrl-Z the pane gets a shell, as in a plain terminal; fg, or leaving that shell, goes on with the program.
r_hint='printf "\nSuspended. Type fg (or leave this shell) to go on.\n"
'
r_zsh_text=$r_run_text'
while [ -n "$(jobs -s)" ]; do
'$r_hint'
r_z=$(mktemp -d)
printf "%s\n" "if [ -n \"\$R_ZDOTDIR\" ]; then ZDOTDIR=\$R_ZDOTDIR; else unset ZDOTDIR; fi; unset R_ZDOTDIR" "[ -f \"\${ZDOTDIR:-\$HOME}/.zshenv\" ] && . \"\${ZDOTDIR:-\$HOME}/.zshenv\"" "fg() { builtin fg \"\$@\" 2>/dev/null || exit 0 }" >"$r_z/.zshenv"
R_ZDOTDIR=$ZDOTDIR ZDOTDIR=$r_z "$ITERM_RUNNER_SHELL" -i
rm -rf "$r_z"
fg; r_s=$?
done
exit "$r_s"'
r_bash_text=$r_run_start$r_bash_note$r_run_end'
while [ -n "$(jobs -s)" ]; do
'$r_hint'
( fg() { builtin fg "$@" 2>/dev/null || exit 0; }; export -f fg; exec "$ITERM_RUNNER_SHELL" -i )
fg; r_s=$?
done
exit "$r_s"'
r_sh_text=$r_run_text'
while [ "$r_s" -gt 144 ] && [ "$r_s" -lt 151 ] && kill -0 %1 2>/dev/null; do
'$r_hint'
r_e=$(mktemp)
printf "%s\n" "fg() { exit 0; }" >"$r_e"
ENV=$r_e "$ITERM_RUNNER_SHELL" -i
rm -f "$r_e"
fg %1; r_s=$?
done
exit "$r_s"'
# fish runs it in its own process group and hears Ctrl-C itself; Ctrl-Z stops fish whole, which r_job sees.
r_fish_text='set -l r_c $ITERM_RUNNER_COMMAND; set -g r_f $ITERM_RUNNER_FLAG
set -e ITERM_RUNNER_COMMAND; set -e ITERM_RUNNER_FLAG
function r_note --on-signal INT; true >$r_f 2>/dev/null; end
function r_stay --on-signal TERM; exit $status; end
function r_heed --on-signal USR1 --on-signal USR2; end
eval $r_c'

# Becomes the user's shell: $1 = "" for an interactive one, else the command.
r_become_shell() {
  session_environment
  ITERM_RUNNER_SHELL=$r_shell
  export ITERM_RUNNER_SHELL
  if [ -z "$1" ]; then
    unset ITERM_RUNNER_SHELL
    case ${r_shell##*/} in
      sh | dash) [ -n "$r_no_login" ] && exec "$r_shell" -i 9>&- ;;
    esac
    exec "$r_shell" -l -i 9>&-
  fi
  ITERM_RUNNER_COMMAND=$1
  ITERM_RUNNER_FLAG=$r_flag
  export ITERM_RUNNER_COMMAND ITERM_RUNNER_FLAG
  case ${r_shell##*/} in
    zsh) exec "$r_shell" -l -i -c "$r_zsh_text" 9>&- ;;
    bash) exec "$r_shell" -l -i -c "$r_bash_text" 9>&- ;;
    fish) exec "$r_shell" -l -i -c "$r_fish_text" 9>&- ;;
    sh | dash | ash)
      [ -n "$r_no_login" ] && exec "$r_shell" -i -c "$r_sh_text" 9>&-
      exec "$r_shell" -l -i -c "$r_sh_text" 9>&-
      ;;
    *) exec "$r_shell" -i -c "$1" 9>&- ;;
  esac
}

# Runs a shell as the terminal's foreground job, r_number; r_status is how it ended.
r_job() {
  [ -z "$1" ] || { env printf . >"$r_flag"; } 2>/dev/null || rm -f "$r_flag"
  (
    sh -c 'echo "$PPID"' >&9
    r_become_shell "$1"
  )
  r_status=$?
  while [ "$r_status" -gt 144 ] && [ "$r_status" -lt 151 ] && kill -0 "%$r_number" 2>/dev/null; do
    case ${r_shell##*/} in
      fish)
        r_say ''
        r_say 'Suspended. Type fg (or leave this shell) to go on.'
        ( session_environment; exec "$r_shell" -i -C 'function fg; builtin fg $argv 2>/dev/null; or exit 0; end' 9>&- )
        ;;
      *) sleep 1 ;;
    esac
    fg "%$r_number" >/dev/null
    r_status=$?
  done
}

# Writes how the run ended. r_good: a success code; r_left_alone: it must not be restarted.
r_report_end() {
  r_good= r_left_alone=
  for r_code in $r_success; do [ "$r_code" = "$r_status" ] && r_good=yes; done
  r_signal=
  if [ "$r_status" -gt 128 ] && [ "$r_status" -lt 160 ]; then
    r_signal=$(kill -l $((r_status - 128)) 2>/dev/null)
  fi
  case $r_signal in
    '' | *[!A-Z0-9]*) r_write exited ",\"code\":$r_status" ;;
    *) r_write signalled ",\"signal\":\"SIG${r_signal#SIG}\"" ;;
  esac
  if [ "$r_status" = 130 ]; then r_left_alone=yes; fi
  if [ -e "$r_flag" ] && [ ! -s "$r_flag" ]; then r_left_alone=yes; fi
  rm -f "$r_flag"
}

# Whether the policy wants another run; also false after a crash loop, which it writes down.
r_wants_restart() {
  [ -e "$r_stop" ] && return 1
  [ -n "$r_left_alone" ] && return 1
  case $r_policy in
    no) return 1 ;;
    on_failure) [ -n "$r_good" ] && return 1 ;;
  esac
  r_second=$(date +%s)
  if [ $((r_second - r_run_began)) -ge "${ITERM_RUNNER_STEADY_AFTER:-10}" ]; then
    r_fast= r_delay=0
    return 0
  fi
  r_recent= r_count=0
  for r_then in $r_fast $r_second; do
    if [ $((r_second - r_then)) -lt "${ITERM_RUNNER_CRASH_WINDOW:-60}" ]; then
      r_recent="$r_recent $r_then"
      r_count=$((r_count + 1))
    fi
  done
  r_fast=$r_recent
  if [ "$r_count" -ge "${ITERM_RUNNER_CRASH_LIMIT:-5}" ]; then
    r_write gave_up ',"reason":"crash loop"'
    r_say "It ended $r_count times in a row, soon after its start: not restarted any more."
    return 1
  fi
  return 0
}

# Waits r_delay seconds in steps; false if a stop was asked for or Ctrl-C was pressed.
r_wait() {
  r_waited=0
  while [ "$r_waited" -lt "$r_delay" ]; do
    # bash, run as a script, dies with a job that Ctrl-C kills: this one ends by itself instead.
    sh -c 'trap "exit 1" INT TERM; sleep 1' 9>&- || return 1
    [ -n "$r_interrupted" ] && return 1
    [ -e "$r_stop" ] && return 1
    r_waited=$((r_waited + 1))
  done
  [ ! -e "$r_stop" ]
}

# The last word to the journal. iTerm2 warns of a session that ends soon after its start, so no session does.
r_leave() {
  rm -f "$r_stop"
  # Asked once more to go, it is going already.
  trap : HUP TERM
  while [ -z "$r_nested" ] && [ $(($(date +%s) - r_began)) -lt "${ITERM_RUNNER_MIN_LIFE:-4}" ]; do
    sleep 1 9>&-
  done
  r_write "$1" ''
  echo done >&9
  exit 0
}

r_main() {
  # stderr stays the terminal, here and around jobs: bash hands the terminal to a job by way of it.
  set -m
  trap 'r_interrupted=yes' INT
  trap : QUIT TSTP
  r_nested=$ITERM_RUNNER_PANE
  r_began=$(date +%s)
  r_flag=$r_scratch.interrupted
  r_fifo=$r_scratch.alive
  r_break= r_late=
  rm -f "$r_flag" "$r_fifo"
  if mkfifo "$r_fifo" 2>/dev/null; then
    r_number=2
    r_watch <"$r_fifo" >/dev/null 2>&1 &
    exec 9>"$r_fifo"
    rm -f "$r_fifo"
  else
    # There is no room for even that: the command runs without a watch.
    r_number=1
    exec 9>/dev/null
  fi

  r_note=
  if [ ! -x "$r_shell" ] || [ -d "$r_shell" ]; then
    r_say "The shell $r_shell does not exist: /bin/sh is used."
    r_note=",\"note\":$r_shell_json"
    r_shell=/bin/sh
  fi
  r_no_login=
  "$r_shell" -l -n -c : </dev/null >/dev/null 2>&1 || r_no_login=yes

  r_pane=${ITERM_SESSION_ID#*:}
  case $r_pane in *[!A-Za-z0-9-]*) r_pane= ;; esac
  r_tty=$(tty 2>/dev/null)
  case $r_tty in *[!A-Za-z0-9/._-]*) r_tty= ;; esac
  r_attempt=1 r_delay=0 r_fast=
  r_set_title

  while :; do
    r_run_began=$(date +%s)
    r_write started ",\"attempt\":$r_attempt,\"pid\":$$,\"tty\":\"$r_tty\",\"iterm_session_id\":\"$r_pane\",\"token\":$r_token_json$r_note"
    if ! cd "$r_folder" 2>/dev/null; then
      r_say "The folder $r_folder does not exist."
      r_write gave_up ",\"reason\":$r_folder_json"
      cd "$HOME" 2>/dev/null || cd /
      break
    fi
    r_job "$r_command"
    r_report_end
    r_wants_restart || break
    if [ "$r_delay" -eq 0 ]; then
      r_delay=${ITERM_RUNNER_BACKOFF_FIRST:-1}
    else
      r_delay=$((r_delay * 2))
      [ "$r_delay" -gt "${ITERM_RUNNER_BACKOFF_MAX:-30}" ] && r_delay=${ITERM_RUNNER_BACKOFF_MAX:-30}
    fi
    r_attempt=$((r_attempt + 1))
    r_interrupted=
    r_write restarting ",\"attempt\":$r_attempt,\"delay_ms\":$((r_delay * 1000))"
    r_say "Ended with status $r_status; starts again in $r_delay s (Ctrl-C: leave it)."
    r_wait || break
    r_set_title
  done

  # A runner that was started by hand or from the shell of an earlier one goes back to that shell.
  [ -n "$r_nested" ] && r_leave shell
  [ -e "$r_stop" ] && r_leave closed
  # The command was a shell already: leaving it leaves the session.
  [ -z "$r_command" ] && r_leave closed
  r_set_title
  r_write shell ''
  ITERM_RUNNER_PANE=1
  export ITERM_RUNNER_PANE
  r_job ''
  r_leave closed
}

r_main
