import { SessionHistory } from "./views/history/session-history.tsx";

export default function Command() {
  return <SessionHistory />;
}
