/**
 * Raycast's LocalStorage as the store sees it: each call is asynchronous and takes effect for one key as a whole;
 * nothing holds two calls together.
 */
export interface KeyValue {
  getItem(key: string): Promise<string | undefined>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  allItems(): Promise<Record<string, string>>;
}
