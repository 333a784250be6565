// content-collections: a document that another one names is looked up by code of the site.
import { defineCollection, defineConfig } from "@content-collections/core";
import { z } from "zod";

const authors = defineCollection({
  name: "authors",
  directory: "content/authors",
  include: "*.yml",
  parser: "yaml",
  schema: z.strictObject({ name: z.string().min(1) }),
});

const posts = defineCollection({
  name: "posts",
  directory: "content/posts",
  include: "*.md",
  schema: z.strictObject({
    content: z.string(),
    title: z.string().min(1),
    date: z.iso.date(),
    kind: z.enum(["news", "guide"]),
    minutes: z.number().int().min(1),
    author: z.string(),
  }),
  transform: (post, context) => {
    const known = context.documents(authors).map((author) => author._meta.path);
    if (!known.includes(post.author)) {
      throw new Error(`no author ${post.author}`);
    }
    return post;
  },
});

export default defineConfig({ content: [authors, posts] });
