/// <reference types="@raycast/api">

/* 🚧 🚧 🚧
 * This file is auto-generated from the extension's manifest.
 * Do not modify manually. Instead, update the `package.json` file.
 * 🚧 🚧 🚧 */

/* eslint-disable @typescript-eslint/ban-types */

type ExtensionPreferences = {
  /** Default Shell - The shell that runs session commands. Leave empty to use the one from imported settings, or /bin/zsh. */
  "default_shell"?: string,
  /** Quit Cleanup - Whether Quit Cleanup lists what will stop and asks before it closes anything. */
  "confirm_on_quit": "file" | "always" | "never",
  /** Notifications - Show a notification when a session starts waiting for you, fails or stops restarting. */
  "notifications": boolean,
  /** Quiet Hours - Local times without notifications, such as 22:00-08:00. Leave empty for none. */
  "quiet_hours"?: string,
  /** Instant Updates - Let sessions tell Raycast when their status changes. Raycast asks for permission once. */
  "instant_updates": boolean,
  /** Agent Hooks - Start Claude Code with hooks in the sessions of your projects, for that run only: what it asks is then known at once and in its own words. Your own settings and hooks stay as they are. Without it, the screen is read. */
  "agent_hooks": boolean,
  /** Output - Let iTerm2 log what sessions put out into a private folder in your home, so that patterns and parsers miss nothing of it, whatever floods or clears the screen. It adds a profile, Project Orchestrator, to iTerm2. Sessions with a profile of their own, and a default profile that logs already, stay as they are. Without it, the screen is read. */
  "keep_logs": boolean,
  /** History: Maximum Runs - The number of past runs to keep. */
  "history_max_runs": string,
  /** History: Maximum Days - The number of days to keep past runs. */
  "history_max_days": string,
  /** Editor - The application for Open in Editor. Leave empty for the default application for folders. */
  "editor"?: import("@raycast/api").Application
}

/** Preferences accessible in all the extension's commands */
declare type Preferences = ExtensionPreferences

declare namespace Preferences {
  /** Preferences accessible in the `list-projects` command */
  export type ListProjects = ExtensionPreferences & {}
  /** Preferences accessible in the `open-project` command */
  export type OpenProject = ExtensionPreferences & {}
  /** Preferences accessible in the `session-status` command */
  export type SessionStatus = ExtensionPreferences & {
  /** Menu Bar - Take the icon out of the menu bar while no session is open. */
  "hide_when_idle": boolean,
  /** Background - While a session is at work, look up to three times each time Raycast refreshes the menu bar, so that a question on a screen is told within about three seconds instead of ten. It uses more energy. */
  "look_again": boolean
}
  /** Preferences accessible in the `quit-cleanup` command */
  export type QuitCleanup = ExtensionPreferences & {}
  /** Preferences accessible in the `search-sessions` command */
  export type SearchSessions = ExtensionPreferences & {}
  /** Preferences accessible in the `go-to-next-waiting-session` command */
  export type GoToNextWaitingSession = ExtensionPreferences & {}
  /** Preferences accessible in the `create-project` command */
  export type CreateProject = ExtensionPreferences & {}
  /** Preferences accessible in the `create-project-from-open-tabs` command */
  export type CreateProjectFromOpenTabs = ExtensionPreferences & {}
  /** Preferences accessible in the `import-projects` command */
  export type ImportProjects = ExtensionPreferences & {}
  /** Preferences accessible in the `session-history` command */
  export type SessionHistory = ExtensionPreferences & {}
}

declare namespace Arguments {
  /** Arguments passed to the `list-projects` command */
  export type ListProjects = {}
  /** Arguments passed to the `open-project` command */
  export type OpenProject = {
  /** Project */
  "project": string
}
  /** Arguments passed to the `session-status` command */
  export type SessionStatus = {}
  /** Arguments passed to the `quit-cleanup` command */
  export type QuitCleanup = {}
  /** Arguments passed to the `search-sessions` command */
  export type SearchSessions = {}
  /** Arguments passed to the `go-to-next-waiting-session` command */
  export type GoToNextWaitingSession = {}
  /** Arguments passed to the `create-project` command */
  export type CreateProject = {}
  /** Arguments passed to the `create-project-from-open-tabs` command */
  export type CreateProjectFromOpenTabs = {}
  /** Arguments passed to the `import-projects` command */
  export type ImportProjects = {}
  /** Arguments passed to the `session-history` command */
  export type SessionHistory = {}
}

