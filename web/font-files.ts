import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

const inlined = /data:font\/woff2;base64,([A-Za-z0-9+/=]+)/g

/**
 * Extracts inlined fonts into files, so that a browser loads only the fonts it needs and a strict
 * policy need not allow `data:`.
 */
export function fontFiles(): Plugin {
  return {
    name: 'font-files',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue

        asset.source = String(asset.source).replace(inlined, (_all, base64: string) => {
          const source = Buffer.from(base64, 'base64')
          const name = `font-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.woff2`
          this.emitFile({ type: 'asset', fileName: `assets/${name}`, source })
          return name
        })
      }
    },
  }
}
