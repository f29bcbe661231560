import { copyFileSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const output = resolve(import.meta.dirname, '../wwwroot/islands');

// Whole files that pages link as they are; everything else is reached through islands.js.
const copies: Record<string, string> = {
  'htmx.org/dist/htmx.min.js': 'htmx.js',
  '@tabler/core/dist/css/tabler.min.css': 'tabler.css',
};

function copyLibraries(): Plugin {
  return {
    name: 'copy-libraries',
    closeBundle() {
      mkdirSync(output, { recursive: true });
      for (const [from, to] of Object.entries(copies)) {
        copyFileSync(resolve(import.meta.dirname, 'node_modules', from), resolve(output, to));
      }
    },
  };
}

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [copyLibraries()],
  build: {
    outDir: output,
    emptyOutDir: true,
    target: 'es2022',
    // Fonts as data: URLs would need font-src data: in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      input: { islands: resolve(import.meta.dirname, 'src/islands.ts') },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
