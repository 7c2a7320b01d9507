import { defineConfig } from 'vite'

import { fontFiles } from './font-files.ts'

/** What the router answers itself; everything else is the page's. */
const ofTheRouter =
  '^/(webhooks|deliveries|events|audit|resources|health|me|openapi\\.json|sign-in|config\\.json|reference)(/|\\?|$)'

/** The router of `npm start`, unless another one is named. */
const router = `http://127.0.0.1:${process.env['POSTRIDER_PORT'] ?? '8787'}`

export default defineConfig({
  root: import.meta.dirname,
  base: './', // so that it may lie in any folder of any host
  plugins: [fontFiles()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // a strict policy allows files of our own, and no data: addresses
    chunkSizeWarningLimit: 1500, // kB before compression; the components are large
    rolldownOptions: {
      // `use client` in packages speaks to servers that draw pages; there are none.
      checks: { moduleLevelDirective: false },
    },
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { [ofTheRouter]: router } },
})
