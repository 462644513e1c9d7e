# A hook of Claude Code: writes what has just happened to it into a file named after its process.
#
#   $1 the hook's event; standard input: what Claude Code says of it, one JSON object
#
# The last event is all that counts, so the file is replaced; src/core/agents/claude-hooks.ts reads it. A hook must not
# hold up or fail what it reports of: it always ends with 0 and prints nothing.

h_main() {
  h_pid=${ITERM_PROJECT_AGENT_PID-}
  case $h_pid in '' | *[!0-9]*) return ;; esac
  h_folder=${0%/*}/claude
  h_said=null
  case $1 in
    SessionEnd)
      rm -f "$h_folder/$h_pid.json"
      return
      ;;
    # What a tool has printed may be long, and says nothing of what is asked.
    UserPromptSubmit | PostToolUse | PostToolUseFailure) cat >/dev/null ;;
    *)
      # Longer than what is read of it: then the event alone is told.
      h_said=$(head -c 49152)
      [ "${#h_said}" -lt 32768 ] || h_said=null
      [ -n "$h_said" ] || h_said=null
      ;;
  esac
  umask 077
  mkdir -p "$h_folder" || return
  printf '{"event":"%s","pid":%s,"said":%s}\n' "$1" "$h_pid" "$h_said" >"$h_folder/.$$" || return
  mv -f "$h_folder/.$$" "$h_folder/$h_pid.json"
}

h_main "$@" >/dev/null 2>&1
cat >/dev/null 2>&1
exit 0
