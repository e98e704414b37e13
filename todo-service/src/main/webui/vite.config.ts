import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin, ProxyOptions } from 'vite'
import { defineConfig } from 'vitest/config'

const todo = process.env.TANDEM_TODO ?? 'http://localhost:8080'
const auth = process.env.TANDEM_AUTH ?? 'http://localhost:8081'

/** The services take calls from the origin that ./dev run serves the app at, and from no other. */
function behind(target: string): ProxyOptions {
  return { target, changeOrigin: true, headers: { origin: todo } }
}

/** For todo-service: a list of the files, which a native executable can't look for, and each one made smaller once. */
function packed(): Plugin {
  let out = ''
  return {
    name: 'packed',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      const names = readdirSync(join(out, 'assets')).map(name => `assets/${name}`)
      for (const name of names) {
        writeFileSync(join(out, `${name}.gz`), gzipSync(readFileSync(join(out, name)), { level: 9 }))
      }
      writeFileSync(join(out, 'files.txt'), `${names.sort().join('\n')}\n`)
    },
  }
}

export default defineConfig({
  plugins: [packed()],
  esbuild: { jsx: 'automatic' },
  build: {
    outDir: process.env.TANDEM_APP_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Data URIs would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // React's libraries say which of their modules are for browsers, which all are here.
    rollupOptions: { onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning) },
    // zxcvbn's word lists, loaded when somebody chooses a password, are no mistake.
    chunkSizeWarningLimit: 900,
  },
  // Found late, they would have the page reloaded while somebody types.
  optimizeDeps: { include: ['zxcvbn', 'uqr'] },
  server: { port: 5173, strictPort: true, proxy: { '/api': behind(todo), '/auth': behind(auth) } },
  test: {
    environment: 'jsdom',
    setupFiles: 'src/test/setup.ts',
    restoreMocks: true,
    unstubGlobals: true,
  },
})
