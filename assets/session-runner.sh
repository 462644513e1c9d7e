# The session runner: runs one session's command in its terminal, writes what happens to the session's journal, restarts
# the command by its policy, and leaves a shell.
#
# The launch file sources it (src/core/runner/launch-file.ts), after it has claimed the launch, set the variables below
# and defined session_environment. src/core/runner/README.md tells the journal's format and the order of start-up.
#
# It is POSIX sh, because /bin/sh is bash 3.2 on macOS and dash on Linux. All of it is parsed before any of it runs, so
# an update of the extension does not change a session that is running.
#
# Which function runs in which process:
#
#   runner          r_main: the loop of start, end, back-off. It is the pane's first process, or a child of the shell
#                   that an earlier runner left. r_run_job, r_log_end, r_should_restart, r_wait_backoff, r_close
#   job             r_become_shell: the user's shell, in the terminal's foreground process group, with the command
#                   (r_zsh_text, r_bash_text, r_sh_text, r_fish_text) or without one (the shell that is left)
#   watch           r_watch: in the background; reads from the runner by a fifo (descriptor 9). When that closes without
#                   the word "done", the terminal is gone: it ends the job's processes (r_process_tree)
#   retry writer    r_retry_pending: child of the watch while the journal's disk is full (r_queue_line)
#   agent watch     agent-watch.sh: child of the watch if "instant updates" is on and the command names Claude
#
# Set by the launch file:
#
#   r_journal, r_stop, r_scratch, r_agent_watch        paths; r_scratch is a prefix for files of this launch
#   r_command, r_folder, r_shell, r_title, r_link      any text; r_link is opened after each entry, empty: none
#   r_policy (no|on_failure|always|unless_stopped), r_success (exit codes, blank-separated)
#   r_token_json, r_shell_json, r_folder_json          JSON strings: the token; what to tell of a missing shell, folder
#   r_note_json                                        a JSON string: what to tell of this launch; empty: nothing
#
# Its times are in seconds and come from the environment, so that tests can shorten them: ITERM_RUNNER_BACKOFF_FIRST
# (1), ITERM_RUNNER_BACKOFF_MAX (30), ITERM_RUNNER_STEADY_AFTER (10), ITERM_RUNNER_CRASH_WINDOW (60),
# ITERM_RUNNER_CRASH_LIMIT (5 runs), ITERM_RUNNER_MIN_LIFE (4), ITERM_RUNNER_HANGUP_GRACE (3).

# ---- journal (runner, watch, retry writer)

# Prints milliseconds since the epoch: GNU date knows nanoseconds, macOS has perl instead; without both, whole seconds.
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

# Adds line $1 to the journal; false: the disk had no room for it. The next line then begins by ending what was written
# of this one, so that readers skip it. It runs printf as a program because a shell's own keeps what it could not write
# in a buffer, and may write it to another file later.
r_append_line() {
  { env printf '%s%s\n' "$r_end_torn_line" "$1" >>"$r_journal"; } 2>/dev/null && r_end_torn_line= && return 0
  r_end_torn_line='~
'
  return 1
}

# Writes one entry: $1 event, $2 further members with a leading comma. An entry that finds no room goes to the watch,
# which retries it; so does every later one, to keep their order.
r_log_event() {
  r_line=$(printf '{"event":"%s","at":%s%s}' "$1" "$(r_now)" "$2")
  if [ -n "$r_queueing" ] || ! r_append_line "$r_line"; then
    r_queueing=yes
    r_hand_to_watch
    return
  fi
  r_open_link
}

r_hand_to_watch() {
  printf 'write %s\n' "$r_line" >&9
}

r_open_link() {
  [ -n "$r_link" ] || return 0
  ( open -g "$r_link" </dev/null >/dev/null 2>&1 9>&- & )
}

r_print() {
  printf '%s\n' "$1" >&2
}

r_set_title() {
  printf '\033]0;%s\007' "$r_title" >&2
}

# ---- watch

# Prints the pids of what descends from $1, of all that is in their process groups and, where ps numbers sessions (not
# on macOS), of all that is in the runner's session: a process whose parent died of the hang-up has another parent by
# now. The watch's own group is left out.
r_process_tree() {
  ps -axo pid=,ppid=,pgid=,sess= | awk -v root="$1" -v runner="$$" -v watch="$r_watch_group" '
    { parent[$1] = $2; group[$1] = $3; session[$1] = $4 }
    END {
      found[root] = 1
      for (pid in session) if (session[pid] == runner) found[pid] = 1
      do {
        grown = 0
        for (pid in parent) if (!(pid in found) && (parent[pid] in found)) { found[pid] = 1; grown = 1 }
      } while (grown)
      for (pid in found) if (pid in group) groups[group[pid]] = 1
      for (pid in group) if (((pid in found) || (group[pid] in groups)) && group[pid] != watch) print pid
    }'
}

# Writes the pending lines to the journal, trying once a second as long as the runner lives and 300 times after that. A
# line can be there twice if the writer before was killed between writing and exiting; readers count it once.
r_retry_pending() {
  r_orphaned_tries=0
  printf '%s' "$r_pending" | while IFS= read -r r_line; do
    until r_append_line "$r_line"; do
      kill -0 "$$" 2>/dev/null || r_orphaned_tries=$((r_orphaned_tries + 1))
      [ "$r_orphaned_tries" -lt 300 ] || exit 1
      sleep 1
    done
  done && r_open_link
}

# Adds r_line to the pending lines and starts a retry writer for them in place of the one before, if that is still busy.
r_queue_line() {
  if [ -n "$r_retry_writer" ]; then
    if kill -KILL "$r_retry_writer"; then wait "$r_retry_writer"; else r_pending=; fi
  fi
  r_pending=$r_pending$r_line'
'
  r_end_torn_line='~
'
  r_retry_pending &
  r_retry_writer=$!
}

# Reads words from the runner until the fifo closes, which happens even if the runner is killed: "write LINE" is for the
# retry writer, "done" says that the runner ends by itself, a number is the pid of the job that runs now. A runner that
# ends without "done" has lost its terminal, and what it ran must not live on: SIGHUP first, SIGKILL after a grace time.
r_watch() {
  trap '' HUP INT QUIT TERM TSTP
  r_watch_group=$(exec sh -c 'ps -o pgid= -p "$PPID"' | tr -d ' ')
  r_job_pid= r_agent_watch_pid= r_retry_writer= r_pending=
  case $r_link,$r_command in
    ?*,*claude*)
      ( trap - HUP TERM; exec sh "$r_agent_watch" "$$" "$r_link" </dev/null ) &
      r_agent_watch_pid=$!
      ;;
  esac
  while IFS= read -r r_word; do
    case $r_word in
      done) [ -z "$r_agent_watch_pid" ] || kill "$r_agent_watch_pid"; exit 0 ;;
      'write '*)
        r_queueing=yes
        r_line=${r_word#write }
        r_queue_line
        ;;
      *) r_job_pid=$r_word ;;
    esac
  done
  [ -z "$r_agent_watch_pid" ] || kill "$r_agent_watch_pid"
  r_hand_to_watch() { r_queue_line; }
  r_log_event closed ''
  [ -n "$r_job_pid" ] || exit 0
  r_survivors=$(r_process_tree "$r_job_pid")
  for r_pid in $r_survivors; do kill -HUP "$r_pid"; kill -CONT "$r_pid"; done
  sleep "${ITERM_RUNNER_HANGUP_GRACE:-3}"
  r_survivors="$r_survivors $(r_process_tree "$r_job_pid")"
  for r_pid in $r_survivors; do kill -KILL "$r_pid"; done
  exit 0
}

# ---- job

# The text that the user's shell is given (-c), so that aliases, functions and PATH of its start-up files are there. The
# command runs as a job of that shell, so that Ctrl-C and Ctrl-Z reach the command alone. The subshell around it notes a
# Ctrl-C by emptying the file named by ITERM_RUNNER_FLAG, which needs no room on the disk: a program may catch Ctrl-C
# and exit with 0, which the policy "always" would restart. Its other traps keep it alive until the program has ended,
# whose status is the one that counts, when a signal is sent to the whole group.
r_run_start='r_command=$ITERM_RUNNER_COMMAND r_flag=$ITERM_RUNNER_FLAG
unset ITERM_RUNNER_COMMAND ITERM_RUNNER_FLAG
r_note_interrupt() { { true >"$r_flag"; } 2>/dev/null; }
( trap '\''r_status=$?; r_note_interrupt; exit "$r_status"'\'' INT; trap '\''exit "$?"'\'' TERM HUP QUIT; trap : USR1 USR2
'
# bash does not run its INT trap if the program caught Ctrl-C, so there a second process in the same group takes the
# note.
r_bash_note='r_subshell=$(exec sh -c '\''echo "$PPID"'\'')
r_noter=$( { trap '\''r_note_interrupt; exit'\'' INT; sh -c '\''echo "$PPID"'\''; exec >/dev/null; while kill -0 "$r_subshell"; do sleep 1; done; } 2>/dev/null & )
trap '\''kill "$r_noter"'\'' EXIT
'
r_run_end='eval "$r_command"
r_status=$?; exit "$r_status" )
r_status=$?
'
r_run_text=$r_run_start$r_run_end
# After Ctrl-Z the pane gets a shell, as in a plain terminal; fg in it, or leaving it, continues the program.
r_suspended_hint='printf "\nSuspended. Type fg (or leave this shell) to go on.\n"
'
r_zsh_text=$r_run_text'
while [ -n "$(jobs -s)" ]; do
'$r_suspended_hint'
r_rc_folder=$(mktemp -d)
printf "%s\n" "if [ -n \"\$R_ZDOTDIR\" ]; then ZDOTDIR=\$R_ZDOTDIR; else unset ZDOTDIR; fi; unset R_ZDOTDIR" "[ -f \"\${ZDOTDIR:-\$HOME}/.zshenv\" ] && . \"\${ZDOTDIR:-\$HOME}/.zshenv\"" "fg() { builtin fg \"\$@\" 2>/dev/null || exit 0 }" >"$r_rc_folder/.zshenv"
R_ZDOTDIR=$ZDOTDIR ZDOTDIR=$r_rc_folder "$ITERM_RUNNER_SHELL" -i
rm -rf "$r_rc_folder"
fg; r_status=$?
done
exit "$r_status"'
r_bash_text=$r_run_start$r_bash_note$r_run_end'
while [ -n "$(jobs -s)" ]; do
'$r_suspended_hint'
( fg() { builtin fg "$@" 2>/dev/null || exit 0; }; export -f fg; exec "$ITERM_RUNNER_SHELL" -i )
fg; r_status=$?
done
exit "$r_status"'
r_sh_text=$r_run_text'
while [ "$r_status" -gt 144 ] && [ "$r_status" -lt 151 ] && kill -0 %1 2>/dev/null; do
'$r_suspended_hint'
r_rc_file=$(mktemp)
printf "%s\n" "fg() { exit 0; }" >"$r_rc_file"
ENV=$r_rc_file "$ITERM_RUNNER_SHELL" -i
rm -f "$r_rc_file"
fg %1; r_status=$?
done
exit "$r_status"'
# fish has no subshell with traps: it takes the note itself. Ctrl-Z stops fish as a whole, which r_run_job sees.
r_fish_text='set -l r_command $ITERM_RUNNER_COMMAND; set -g r_flag $ITERM_RUNNER_FLAG
set -e ITERM_RUNNER_COMMAND; set -e ITERM_RUNNER_FLAG
function r_note_interrupt --on-signal INT; true >$r_flag 2>/dev/null; end
function r_exit_with_program --on-signal TERM; exit $status; end
function r_stay_alive --on-signal USR1 --on-signal USR2; end
eval $r_command'

# Replaces this process by the user's shell: $1 the command, empty for an interactive shell. It is a login shell unless
# it cannot be one (r_no_login); fish, zsh and bash take the long text, any other shell only the command.
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
  ITERM_RUNNER_FLAG=$r_interrupt_flag
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

# ---- runner

# Runs the user's shell as the terminal's foreground job and waits for it: $1 as for r_become_shell; sets r_status.
r_run_job() {
  [ -z "$1" ] || { env printf . >"$r_interrupt_flag"; } 2>/dev/null || rm -f "$r_interrupt_flag"
  (
    sh -c 'echo "$PPID"' >&9
    r_become_shell "$1"
  )
  r_status=$?
  # 145 to 150: stopped by SIGSTOP, SIGTSTP, SIGTTIN or SIGTTOU, whose numbers differ between macOS and Linux.
  while [ "$r_status" -gt 144 ] && [ "$r_status" -lt 151 ] && kill -0 "%$r_job_number" 2>/dev/null; do
    case ${r_shell##*/} in
      fish)
        r_print ''
        r_print 'Suspended. Type fg (or leave this shell) to go on.'
        ( session_environment; exec "$r_shell" -i -C 'function fg; builtin fg $argv 2>/dev/null; or exit 0; end' 9>&- )
        ;;
      *) sleep 1 ;;
    esac
    fg "%$r_job_number" >/dev/null
    r_status=$?
  done
}

# Writes how the run ended. Sets r_succeeded if it did so with a success code, and r_run_interrupted if the user pressed
# Ctrl-C, after which no policy restarts it.
r_log_end() {
  r_succeeded= r_run_interrupted=
  for r_code in $r_success; do [ "$r_code" = "$r_status" ] && r_succeeded=yes; done
  r_signal=
  if [ "$r_status" -gt 128 ] && [ "$r_status" -lt 160 ]; then
    r_signal=$(kill -l $((r_status - 128)) 2>/dev/null)
  fi
  case $r_signal in
    '' | *[!A-Z0-9]*) r_log_event exited ",\"code\":$r_status" ;;
    *) r_log_event signalled ",\"signal\":\"SIG${r_signal#SIG}\"" ;;
  esac
  if [ "$r_status" = 130 ]; then r_run_interrupted=yes; fi
  if [ -e "$r_interrupt_flag" ] && [ ! -s "$r_interrupt_flag" ]; then r_run_interrupted=yes; fi
  rm -f "$r_interrupt_flag"
}

# Whether the policy asks for another run. A crash loop (CRASH_LIMIT runs that each ended sooner than STEADY_AFTER, all
# within CRASH_WINDOW) is given up, which it writes down. test/core/runner/restart-policy.slow.test.ts holds these rules
# against the same in TypeScript.
r_should_restart() {
  [ -e "$r_stop" ] && return 1
  [ -n "$r_run_interrupted" ] && return 1
  case $r_policy in
    no) return 1 ;;
    on_failure) [ -n "$r_succeeded" ] && return 1 ;;
  esac
  r_now_s=$(date +%s)
  if [ $((r_now_s - r_run_began)) -ge "${ITERM_RUNNER_STEADY_AFTER:-10}" ]; then
    r_fast_ends= r_delay=0
    return 0
  fi
  r_recent_ends= r_count=0
  for r_ended in $r_fast_ends $r_now_s; do
    if [ $((r_now_s - r_ended)) -lt "${ITERM_RUNNER_CRASH_WINDOW:-60}" ]; then
      r_recent_ends="$r_recent_ends $r_ended"
      r_count=$((r_count + 1))
    fi
  done
  r_fast_ends=$r_recent_ends
  if [ "$r_count" -ge "${ITERM_RUNNER_CRASH_LIMIT:-5}" ]; then
    r_log_event gave_up ',"reason":"crash loop"'
    r_print "It ended $r_count times in a row, soon after its start: not restarted any more."
    return 1
  fi
  return 0
}

# Waits r_delay seconds; false if a stop was asked for or Ctrl-C was pressed meanwhile. It sleeps in the background, so
# that the terminal sends Ctrl-C to the runner: bash ends with a foreground job that Ctrl-C kills, whatever it traps.
r_wait_backoff() {
  r_waited=0
  trap 'r_wait_interrupted=yes' TERM USR1 USR2
  while [ "$r_waited" -lt "$r_delay" ]; do
    sleep 1 9>&- &
    wait "$!" 2>/dev/null
    if [ -n "$r_wait_interrupted" ]; then
      { kill "$!" && wait "$!"; } 2>/dev/null
      break
    fi
    [ -e "$r_stop" ] && break
    r_waited=$((r_waited + 1))
  done
  trap - TERM USR1 USR2
  [ -z "$r_wait_interrupted" ] && [ ! -e "$r_stop" ]
}

# Ends the runner with $1 as the last entry. iTerm2 warns of a session that ends within three seconds of its start, so
# the runner of a pane stays for MIN_LIFE.
r_close() {
  rm -f "$r_stop"
  # A second signal must not cut this short.
  trap : HUP TERM
  while [ -z "$r_in_left_shell" ] && [ $(($(date +%s) - r_runner_began)) -lt "${ITERM_RUNNER_MIN_LIFE:-4}" ]; do
    sleep 1 9>&-
  done
  r_log_event "$1" ''
  echo done >&9
  exit 0
}

r_main() {
  # stderr stays the terminal here and around jobs, because bash gives a job the terminal through it.
  set -m
  trap 'r_wait_interrupted=yes' INT
  trap : QUIT TSTP
  r_in_left_shell=$ITERM_RUNNER_PANE
  r_runner_began=$(date +%s)
  r_interrupt_flag=$r_scratch.interrupted
  r_watch_fifo=$r_scratch.alive
  r_end_torn_line= r_queueing=
  rm -f "$r_interrupt_flag" "$r_watch_fifo"
  if mkfifo "$r_watch_fifo" 2>/dev/null; then
    r_job_number=2
    r_watch <"$r_watch_fifo" >/dev/null 2>&1 &
    exec 9>"$r_watch_fifo"
    rm -f "$r_watch_fifo"
  else
    # The disk has no room for a fifo: the command runs without a watch.
    r_job_number=1
    exec 9>/dev/null
  fi

  r_note=
  [ -z "$r_note_json" ] || r_note=",\"note\":$r_note_json"
  if [ ! -x "$r_shell" ] || [ -d "$r_shell" ]; then
    r_print "The shell $r_shell does not exist: /bin/sh is used."
    r_note=",\"note\":$r_shell_json"
    r_shell=/bin/sh
  fi
  r_no_login=
  "$r_shell" -l -n -c : </dev/null >/dev/null 2>&1 || r_no_login=yes

  r_pane=${ITERM_SESSION_ID#*:}
  case $r_pane in *[!A-Za-z0-9-]*) r_pane= ;; esac
  r_tty=$(tty 2>/dev/null)
  case $r_tty in *[!A-Za-z0-9/._-]*) r_tty= ;; esac
  r_attempt=1 r_delay=0 r_fast_ends=
  r_set_title

  while :; do
    r_run_began=$(date +%s)
    r_log_event started ",\"attempt\":$r_attempt,\"pid\":$$,\"tty\":\"$r_tty\",\"iterm_session_id\":\"$r_pane\",\"token\":$r_token_json$r_note"
    if ! cd "$r_folder" 2>/dev/null; then
      r_print "The folder $r_folder does not exist."
      r_log_event gave_up ",\"reason\":$r_folder_json"
      cd "$HOME" 2>/dev/null || cd /
      break
    fi
    r_run_job "$r_command"
    r_log_end
    r_should_restart || break
    if [ "$r_delay" -eq 0 ]; then
      r_delay=${ITERM_RUNNER_BACKOFF_FIRST:-1}
    else
      r_delay=$((r_delay * 2))
      [ "$r_delay" -gt "${ITERM_RUNNER_BACKOFF_MAX:-30}" ] && r_delay=${ITERM_RUNNER_BACKOFF_MAX:-30}
    fi
    r_attempt=$((r_attempt + 1))
    r_wait_interrupted=
    r_log_event restarting ",\"attempt\":$r_attempt,\"delay_ms\":$((r_delay * 1000))"
    r_print "Ended with status $r_status; starts again in $r_delay s (Ctrl-C: leave it)."
    r_wait_backoff || break
    r_set_title
  done

  # A runner that was started by hand or from the shell of an earlier one goes back to that shell.
  [ -n "$r_in_left_shell" ] && r_close shell
  [ -e "$r_stop" ] && r_close closed
  # The command was a shell already: leaving it leaves the session.
  [ -z "$r_command" ] && r_close closed
  r_set_title
  r_log_event shell ''
  ITERM_RUNNER_PANE=1
  export ITERM_RUNNER_PANE
  r_run_job ''
  r_close closed
}

r_main
