// Astro: an unknown key is an error in a strict object only.
import { defineCollection, reference } from "astro:content";
import { glob } from "astro/loaders";
import { z } from "astro/zod";

const authors = defineCollection({
  loader: glob({ pattern: "*.yml", base: "content/authors" }),
  schema: z.strictObject({ name: z.string().min(1) }),
});

const posts = defineCollection({
  loader: glob({ pattern: "*.md", base: "content/posts" }),
  schema: z.strictObject({
    title: z.string().min(1),
    date: z.date(),
    kind: z.enum(["news", "guide"]),
    minutes: z.number().int().min(1),
    author: reference("authors"),
  }),
});

export const collections = { authors, posts };
