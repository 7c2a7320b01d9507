import { defineConfig } from 'vite'

import { chunks, runAtOnce } from './chunks.ts'
import { compileHint } from './compile-hint.ts'
import { fontFiles } from './font-files.ts'
import { sizeBudget } from './size-budget.ts'

/** Paths that the router serves; all others belong to the page. */
const ofTheRouter =
  '^/(webhooks|deliveries|events|audit|resources|health|me|openapi\\.json|sign-in|config\\.json|reference|portal-sessions)(/|\\?|$)'

const router = `http://127.0.0.1:${process.env['POSTRIDER_PORT'] ?? '8787'}`

export default defineConfig({
  root: import.meta.dirname,
  base: './', // so that any folder of any host can serve it
  plugins: [fontFiles(), compileHint(runAtOnce), sizeBudget()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: (file) => file.endsWith('icon.svg'), // the policy allows data: URLs only for images
    chunkSizeWarningLimit: 1500, // kB before compression; the components are large
    rolldownOptions: {
      // Packages mark client code with `use client`, which only matters to server rendering.
      checks: { moduleLevelDirective: false },
      output: { codeSplitting: chunks(import.meta.dirname) },
    },
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { [ofTheRouter]: router } },
})
