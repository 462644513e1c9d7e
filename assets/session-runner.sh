# The session runner: runs one session's command in its terminal, writes what happens to the session's journal, restarts
# the command by its policy, and leaves a shell.
#
# The launch file sources it (src/core/runner/launch-file.ts), after it has claimed the launch, set the variables below
# and defined session_environment. src/core/runner/README.md tells the journal's format and the order of start-up.
#
# It is POSIX sh. dash runs it, which every Mac has (src/core/runner/README.md says why); without it, /bin/sh does. All of
# it is parsed before any of it runs, so an update of the extension does not change a session that is running.
#
# Which function runs in which process:
#
#   runner          r_main: the loop of start, end, back-off. It is the pane's first process, or a child of the shell
#                   that an earlier runner left. r_run_job, r_log_end, r_should_restart, r_wait_backoff, r_close
#   job             r_become_shell: the user's shell, in the terminal's foreground process group, with the command
#                   (r_zsh_text, r_bash_text, r_sh_text, r_fish_text) or without one (r_become_left_shell)
#   watch           r_watch: in the background; reads from the runner by a fifo (descriptor 9). When that closes without
#                   the word "done", the terminal is gone: it ends the job's processes (r_process_tree)
#   retry writer    r_retry_pending: child of the watch while the journal's disk is full (r_queue_line)
#   agent watch     agent-watch.sh: child of the watch if "instant updates" is on and the command names Claude
#
# Set by the launch file:
#
#   r_journal, r_stop, r_scratch, r_agent_watch        paths; r_scratch is a prefix for files of this launch
#   r_command, r_setup, r_folder, r_shell, r_title     any text
#   r_link                                             opened after each entry; empty: none
#   r_environment                                      statements of the user's shell that set the session's environment
#   r_saves_environment                                not empty: what the command finds is kept in a file, for probes
#   r_umask                                            the mask that the session is to have
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
# of this one, so that readers skip it. cat writes, because a shell's own printf keeps what it could not write in a buffer
# and may write it to another file later, and macOS's printf program does not tell that it could not write.
r_append_line() {
  { printf '%s%s\n' "$r_end_torn_line" "$1" | cat >>"$r_journal"; } 2>/dev/null && r_end_torn_line= && return 0
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

# Prints the pids of this process's session: a process whose parent died of the hang-up has another parent by now, and may
# have another group. ps cannot tell on macOS (it prints 0 for "sess"), and perl has no getsid, so it is called by its
# number: bsd/kern/syscalls.master of XNU, unistd.h of Linux for x86_64 and for the others.
r_session_members() {
  perl -MConfig -e '
    my $getsid = $^O eq "darwin" ? 310 : $Config{archname} =~ /x86_64/ ? 124 : 156;
    my $own = syscall $getsid, 0;
    print "$_ " for grep { $own > 0 && syscall($getsid, $_ + 0) == $own } @ARGV' $(ps -axo pid=) 2>/dev/null
}

# Prints the pids of what descends from $1, of all that is in their process groups, and of all that is in the runner's
# session. The watch's own group is left out.
r_process_tree() {
  ps -axo pid=,ppid=,pgid= | awk -v root="$1" -v members="$(r_session_members)" -v watch="$r_watch_group" '
    { parent[$1] = $2; group[$1] = $3 }
    END {
      found[root] = 1
      count = split(members, member, " ")
      for (i = 1; i <= count; i++) if (member[i] in group && group[member[i]] != watch) found[member[i]] = 1
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
      [ "$r_orphaned_tries" -lt 300 ] && [ -d "${r_journal%/*}" ] || exit 1
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
# retry writer, "done" says that the runner ends by itself, "job PID RUN" names the job that runs now, and its shell says
# "begun" when its start-up files are over and the command begins. A runner that ends without "done" has lost its
# terminal, and what it ran must not live on: SIGHUP first, SIGKILL after a grace time.
r_watch() {
  trap '' HUP INT QUIT TERM TSTP
  r_hand_to_watch() { r_queue_line; }
  r_watch_group=$(exec sh -c 'ps -o pgid= -p "$PPID"' | tr -d ' ')
  r_job_pid= r_job_run=0 r_agent_watch_pid= r_retry_writer= r_pending=
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
      'job '*)
        r_job_run=${r_word##* }
        r_job_pid=${r_word#job }
        r_job_pid=${r_job_pid% *}
        ;;
      begun) r_log_event running ",\"attempt\":$r_job_run" ;;
    esac
  done
  [ -z "$r_agent_watch_pid" ] || kill "$r_agent_watch_pid"
  rm -rf "$r_watch_fifo" "$r_scratch.left" "$r_scratch.environment"
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
#
# The texts are for the user's own shell, after its start-up files: they must hold whatever options, aliases and functions
# those have set (hence \ before commands, >| and ${name-}). src/core/runner/README.md tells the order.

# Takes what r_become_shell has handed over.
r_take='r_command=${ITERM_RUNNER_COMMAND-} r_flag=${ITERM_RUNNER_FLAG-} r_stop=${ITERM_RUNNER_STOP-} r_fifo=${ITERM_RUNNER_FIFO-} r_saved=${ITERM_RUNNER_SAVED-}
r_folder=${ITERM_RUNNER_FOLDER-} r_environment=${ITERM_RUNNER_ENVIRONMENT-} r_setup=${ITERM_RUNNER_SETUP-}
\unset ITERM_RUNNER_COMMAND ITERM_RUNNER_FLAG ITERM_RUNNER_STOP ITERM_RUNNER_FIFO ITERM_RUNNER_SAVED
\unset ITERM_RUNNER_FOLDER ITERM_RUNNER_ENVIRONMENT ITERM_RUNNER_SETUP
'
# direnv, mise and their like hang on the prompt: what a first prompt in the folder would run, runs. In zsh cd runs the
# hooks of a new folder itself.
r_zsh_arrive='\builtin cd -- "$r_folder"
for r_hook in precmd "${precmd_functions[@]-}"; do
\typeset -f -- "$r_hook" >/dev/null 2>&1 && "$r_hook" || \true
done
'
r_bash_arrive='\command cd -- "$r_folder"
for r_hook in "${PROMPT_COMMAND[@]-}"; do
\eval "$r_hook" || \true
done
'
r_sh_arrive='\command cd -- "$r_folder"
'
r_apply='\eval "$r_environment"
[ -z "$r_setup" ] || \eval "$r_setup"
'
r_zsh_state=$r_take$r_zsh_arrive$r_apply
r_bash_state=$r_take$r_bash_arrive$r_apply
r_sh_state=$r_take$r_sh_arrive$r_apply
# A stop that was asked for meanwhile is heeded. The environment is kept, if a probe needs it; the word goes through a program, so that no descriptor of ours is open in
# what start-up files leave in the background; <> never waits for a reader.
r_begin='[ ! -e "$r_stop" ] || \exit 0
/bin/sh -c '\''[ -z "$2" ] || { umask 077; export -p >"$2"; } 2>/dev/null; [ ! -p "$1" ] || echo begun 1<>"$1"'\'' sh "$r_fifo" "$r_saved"
'
# The command runs as a job of the user's shell, so that Ctrl-C and Ctrl-Z reach the command alone. The subshell around it
# notes a Ctrl-C by emptying r_flag, which needs no room on the disk: a program may catch Ctrl-C and exit with 0, which the
# policy "always" would restart. Its other traps keep it alive until the program has ended, whose status is the one that
# counts, when a signal is sent to the whole group.
r_run_start=$r_begin'r_note_interrupt() { { true >|"$r_flag"; } 2>/dev/null; }
( trap '\''r_status=$?; r_note_interrupt; exit "$r_status"'\'' INT; trap '\''exit "$?"'\'' TERM HUP QUIT; trap : USR1 USR2
'
# bash does not run its INT trap if the program caught Ctrl-C, so there a second process in the same group takes the note.
# It is perl because bash 3.2 ignores SIGINT in all that it starts in the background, and cannot trap it there. It tells its
# pid once it is ready, which is when $( ) goes on.
r_bash_note='r_subshell=$(exec /bin/sh -c '\''echo "$PPID"'\'')
r_noter=$( perl -e '\''$SIG{INT} = sub { open my $flag, ">", $ARGV[1]; exit }; print $$; close STDOUT; sleep 1 while kill 0, $ARGV[0]'\'' "$r_subshell" "$r_flag" </dev/null 2>/dev/null & )
trap '\''\builtin kill "$r_noter" 2>/dev/null'\'' EXIT
'
r_run_end='\eval "$r_command"
r_status=$?; \exit "$r_status" )
r_status=$?
'
# After Ctrl-Z the pane gets a shell, as in a plain terminal; fg in it, or leaving it, continues the program.
r_suspended_hint='\printf "\nSuspended. Type fg (or leave this shell) to go on.\n"
'
r_zsh_text=$r_zsh_state$r_run_start$r_run_end'
while [ -n "$(jobs -s)" ]; do
'$r_suspended_hint'
r_rc_folder=$(mktemp -d)
printf "%s\n" "if [ -n \"\$R_ZDOTDIR\" ]; then ZDOTDIR=\$R_ZDOTDIR; else unset ZDOTDIR; fi; unset R_ZDOTDIR" "[ -f \"\${ZDOTDIR:-\$HOME}/.zshenv\" ] && . \"\${ZDOTDIR:-\$HOME}/.zshenv\"" "fg() { builtin fg \"\$@\" 2>/dev/null || exit 0 }" >|"$r_rc_folder/.zshenv"
R_ZDOTDIR=${ZDOTDIR-} ZDOTDIR=$r_rc_folder "$ITERM_RUNNER_SHELL" -i
\command rm -rf "$r_rc_folder"
\fg; r_status=$?
done
\exit "$r_status"'
r_bash_text=$r_bash_state$r_run_start$r_bash_note$r_run_end'
while [ -n "$(jobs -s)" ]; do
'$r_suspended_hint'
( fg() { builtin fg "$@" 2>/dev/null || exit 0; }; export -f fg; exec "$ITERM_RUNNER_SHELL" -i )
\fg; r_status=$?
done
\exit "$r_status"'
r_sh_text=$r_sh_state$r_run_start$r_run_end'
while [ "$r_status" -gt 144 ] && [ "$r_status" -lt 151 ] && kill -0 %1 2>/dev/null; do
'$r_suspended_hint'
r_rc_file=$(mktemp)
printf "%s\n" "fg() { exit 0; }" >|"$r_rc_file"
ENV=$r_rc_file "$ITERM_RUNNER_SHELL" -i
\command rm -f "$r_rc_file"
\fg %1; r_status=$?
done
\exit "$r_status"'
r_fish_state='set -g r_command "$ITERM_RUNNER_COMMAND"; set -g r_flag "$ITERM_RUNNER_FLAG"; set -g r_stop "$ITERM_RUNNER_STOP"; set -g r_fifo "$ITERM_RUNNER_FIFO"; set -g r_saved "$ITERM_RUNNER_SAVED"
set -g r_folder "$ITERM_RUNNER_FOLDER"; set -g r_environment "$ITERM_RUNNER_ENVIRONMENT"; set -g r_setup "$ITERM_RUNNER_SETUP"
set -e ITERM_RUNNER_COMMAND; set -e ITERM_RUNNER_FLAG; set -e ITERM_RUNNER_STOP; set -e ITERM_RUNNER_FIFO; set -e ITERM_RUNNER_SAVED
set -e ITERM_RUNNER_FOLDER; set -e ITERM_RUNNER_ENVIRONMENT; set -e ITERM_RUNNER_SETUP
builtin cd -- $r_folder
builtin emit fish_prompt
builtin eval "$r_environment"
builtin eval "$r_setup"
'
# fish has no subshell with traps: it takes the note itself. Ctrl-Z stops fish as a whole, which r_run_job sees.
r_fish_text=$r_fish_state'
builtin test -e "$r_stop"; and builtin exit 0
/bin/sh -c '\''[ -z "$2" ] || { umask 077; export -p >"$2"; } 2>/dev/null; [ ! -p "$1" ] || echo begun 1<>"$1"'\'' sh "$r_fifo" "$r_saved"
function r_note_interrupt --on-signal INT; builtin true >$r_flag 2>/dev/null; end
function r_exit_with_program --on-signal TERM; builtin exit $status; end
function r_stay_alive --on-signal USR1 --on-signal USR2; end
builtin eval $r_command'

# Start-up files of the shell that is left. They read the user's own first, as a login shell would.
r_left_zshenv='if [ -n "${ITERM_RUNNER_ZDOTDIR-}" ]; then ZDOTDIR=$ITERM_RUNNER_ZDOTDIR; else unset ZDOTDIR; fi
unset ITERM_RUNNER_ZDOTDIR
[ -f "${ZDOTDIR:-$HOME}/.zshenv" ] && . "${ZDOTDIR:-$HOME}/.zshenv"
r_arrive() {
precmd_functions=("${(@)precmd_functions:#r_arrive}")
unfunction r_arrive
'$r_zsh_state'}
precmd_functions+=(r_arrive)'
r_left_bashrc='[ -f /etc/profile ] && . /etc/profile
for r_profile in ~/.bash_profile ~/.bash_login ~/.profile; do
[ -f "$r_profile" ] && { . "$r_profile"; \break; }
done
'$r_bash_state
r_left_shrc='ENV=${ITERM_RUNNER_ENV-}
unset ITERM_RUNNER_ENV
[ -n "$ENV" ] && [ -f "$ENV" ] && . "$ENV"
'$r_sh_state

# Writes $2 to the file $1; false: the disk had no room.
r_write_file() {
  { printf '%s\n' "$2" | cat >"$1"; } 2>/dev/null
}

# Replaces this process by the user's shell without a command, in the same state as the command found. Without room for a
# start-up file of ours, the shell has the environment that its own start-up files make of the session's.
r_become_left_shell() {
  r_start_up=$r_scratch.left
  rm -rf "$r_start_up"
  case ${r_shell##*/} in
    zsh)
      if mkdir "$r_start_up" 2>/dev/null && r_write_file "$r_start_up/.zshenv" "$r_left_zshenv"; then
        [ -z "${ZDOTDIR-}" ] || export ITERM_RUNNER_ZDOTDIR="$ZDOTDIR"
        export ZDOTDIR="$r_start_up"
        exec "$r_shell" -l -i
      fi
      ;;
    bash) r_write_file "$r_start_up" "$r_left_bashrc" && exec "$r_shell" --rcfile "$r_start_up" -i ;;
    fish) exec "$r_shell" -l -i -C "$r_fish_state" ;;
    sh | dash | ash)
      if r_write_file "$r_start_up" "$r_left_shrc"; then
        [ -z "${ENV-}" ] || export ITERM_RUNNER_ENV="$ENV"
        export ENV="$r_start_up"
        [ -n "$r_no_login" ] && exec "$r_shell" -i
        exec "$r_shell" -l -i
      fi
      ;;
  esac
  unset ITERM_RUNNER_FOLDER ITERM_RUNNER_ENVIRONMENT ITERM_RUNNER_SETUP
  [ -n "$r_no_login" ] && exec "$r_shell" -i
  exec "$r_shell" -l -i
}

# Replaces this process by the user's shell: $1 the command, empty for an interactive shell. It is a login shell unless
# it cannot be one (r_no_login); fish, zsh and bash take the long text, any other shell only the command.
r_become_shell() {
  # bash 3.2 leaves a descriptor open that is closed in the same line as exec.
  exec 9>&-
  umask "$r_umask"
  session_environment
  # So that start-up files can tell these sessions from others.
  export ITERM_PROJECT_SESSION=1
  export ITERM_RUNNER_FOLDER="$PWD" ITERM_RUNNER_ENVIRONMENT="$r_environment" ITERM_RUNNER_SETUP="$r_setup"
  [ -n "$1" ] || r_become_left_shell
  export ITERM_RUNNER_SHELL="$r_shell" ITERM_RUNNER_COMMAND="$1"
  export ITERM_RUNNER_FLAG="$r_interrupt_flag" ITERM_RUNNER_STOP="$r_stop" ITERM_RUNNER_FIFO="$r_watch_fifo"
  export ITERM_RUNNER_SAVED="${r_saves_environment:+$r_scratch.environment}"
  case ${r_shell##*/} in
    zsh) exec "$r_shell" -l -i -c "$r_zsh_text" ;;
    bash) exec "$r_shell" -l -i -c "$r_bash_text" ;;
    fish) exec "$r_shell" -l -i -c "$r_fish_text" ;;
    sh | dash | ash)
      [ -n "$r_no_login" ] && exec "$r_shell" -i -c "$r_sh_text"
      exec "$r_shell" -l -i -c "$r_sh_text"
      ;;
  esac
  unset ITERM_RUNNER_FOLDER ITERM_RUNNER_ENVIRONMENT ITERM_RUNNER_SETUP ITERM_RUNNER_SHELL ITERM_RUNNER_COMMAND
  unset ITERM_RUNNER_FLAG ITERM_RUNNER_STOP ITERM_RUNNER_FIFO ITERM_RUNNER_SAVED
  exec "$r_shell" -i -c "$1"
}

# Puts the terminal back in order after a program that did not: its modes as they were before, the normal screen (1047
# leaves the cursor where it is), no mouse, focus, paste or keyboard reporting, the cursor, the whole screen to scroll in.
r_mend_terminal() {
  [ -z "$r_stty" ] || stty "$r_stty" 2>/dev/null
  printf '\033[?1047l\033[?9l\033[?1000l\033[?1002l\033[?1003l\033[?1004l\033[?1005l\033[?1006l\033[?1015l' >&2
  printf '\033[?2004l\033[?1l\033>\033[=0;1u\033[>4;0m\0337\033[r\0338\033[4l\033[?7h\033[?25h\033(B\017\033[0m' >&2
}

# ---- runner

# Runs the user's shell as the terminal's foreground job and waits for it: $1 as for r_become_shell; sets r_status.
r_run_job() {
  [ -z "$1" ] || { printf . | cat >"$r_interrupt_flag"; } 2>/dev/null || rm -f "$r_interrupt_flag"
  (
    sh -c 'echo "job $PPID $1"' sh "$r_attempt" >&9
    r_become_shell "$1"
  )
  r_status=$?
  # 145 to 150: stopped by SIGSTOP, SIGTSTP, SIGTTIN or SIGTTOU, whose numbers differ between macOS and Linux.
  while [ "$r_status" -gt 144 ] && [ "$r_status" -lt 151 ] && kill -0 "%$r_job_number" 2>/dev/null; do
    case ${r_shell##*/} in
      fish)
        r_print ''
        r_print 'Suspended. Type fg (or leave this shell) to go on.'
        (
          exec 9>&-
          session_environment
          exec "$r_shell" -i -C 'function fg; builtin fg $argv 2>/dev/null; or exit 0; end'
        )
        ;;
      *) sleep 1 ;;
    esac
    fg "%$r_job_number" >/dev/null
    r_status=$?
  done
  r_mend_terminal
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
  rm -rf "$r_stop" "$r_watch_fifo" "$r_scratch.left" "$r_scratch.environment"
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
  r_stty=$(stty -g 2>/dev/null)
  r_tells_running=
  case ${r_shell##*/},$r_command in
    *,) ;;
    zsh,* | bash,* | fish,* | sh,* | dash,* | ash,*) [ ! -p "$r_watch_fifo" ] || r_tells_running=',"tells_running":true' ;;
  esac
  r_attempt=1 r_delay=0 r_fast_ends=
  r_set_title

  while :; do
    r_run_began=$(date +%s)
    r_log_event started ",\"attempt\":$r_attempt,\"pid\":$$,\"tty\":\"$r_tty\",\"iterm_session_id\":\"$r_pane\",\"token\":$r_token_json$r_note$r_tells_running"
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
