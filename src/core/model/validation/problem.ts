/** One thing that is wrong with a project, in a sentence that a person can act on. */
export interface Problem {
  /** Null: about the project as a whole. */
  template_id: string | null;
  /** The field's name as in the file, with its place if it is inside another ("triggers[0].then.session"). */
  field: string;
  /** Names project, session and field. */
  message: string;
}
