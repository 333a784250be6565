// Prints the JSON Schema that zod makes of a contract of authors.
import { load, serve } from "./tools.mjs";

const { z } = await load("zod");

const Link = z.object({ url: z.url(), label: z.string().optional() });
const Author = z
  .object({
    name: z.string().min(1).describe("The name in full."),
    email: z.email().optional(),
    role: z.enum(["author", "editor"]),
    posts: z.int().min(0).nullable().optional(),
    handle: z
      .string()
      .regex(/^@[a-z]+$/)
      .optional(),
    born: z.iso.date().optional(),
    joined: z.iso.datetime().optional(),
    links: z.array(Link).max(3).default([]),
    contact: z.union([z.string(), z.array(z.string())]).optional(),
  })
  .meta({ title: "Author", description: "Who writes on the site." });

await serve(() => z.toJSONSchema(Author, { io: "input" }));
