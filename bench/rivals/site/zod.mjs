// Prints the JSON Schema that zod makes of a post.
import { z } from "zod";

const Post = z.strictObject({
  title: z.string().min(1),
  date: z.iso.date(),
  kind: z.enum(["news", "guide"]),
  minutes: z.int().min(1),
  author: z.string(),
});

console.log(JSON.stringify(z.toJSONSchema(Post), null, 2));
