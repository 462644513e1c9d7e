import { SearchSessions } from "./views/sessions/search-sessions.tsx";

export default function Command() {
  return <SearchSessions />;
}
