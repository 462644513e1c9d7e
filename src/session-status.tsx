import { SessionStatus } from "./views/menu-bar/session-status.tsx";

export default function Command() {
  return <SessionStatus />;
}
