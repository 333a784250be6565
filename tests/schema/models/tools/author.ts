/** Who writes on the site. */
export interface Author {
  /** The name in full. */
  name: string;
  /**
   * Where to write to.
   * @format email
   */
  email?: string;
  role: "author" | "editor";
  /**
   * How many posts there are.
   * @minimum 0
   * @asType integer
   */
  posts?: number | null;
  links?: Link[];
  /** @deprecated Use `name` instead. */
  nick?: string;
}

export interface Link {
  /** @format uri */
  url: string;
  label?: string;
}
