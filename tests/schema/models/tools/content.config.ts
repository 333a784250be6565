import { defineCollection, reference, z } from 'astro:content';
import { glob } from 'astro/loaders';
const blog = defineCollection({
  loader: glob({ base: './src/content/blog', pattern: '**/*.md' }),
  schema: z.object({
    title: z.string().min(1).max(80).describe('The headline.'),
    description: z.string(),
    pubDate: z.coerce.date(),
    updatedDate: z.date().optional(),
    heroImage: z.string().optional(),
    draft: z.boolean().default(false),
    tags: z.array(z.string()).default([]),
    level: z.enum(['beginner', 'expert']).optional(),
    rating: z.number().int().min(1).max(5).optional(),
    canonical: z.string().url().optional(),
    cover: z.object({ src: z.string(), alt: z.string() }).optional(),
  }),
});
export const collections = { blog };
