import { build } from 'esbuild'

// esbuild leaves `require` of the packages' CommonJS parts to Node, which has none in a module.
const banner = "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"

/** The programs, as bundles with source maps: path → content. What is imported when first used stays a file of its own. */
export async function buildCode(root, entryPoints) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'build',
    bundle: true,
    write: false,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node26',
    sourcemap: 'linked',
    sourcesContent: false,
    minifySyntax: true,
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    // Beside the programs, so that all of them find the checkout's folder at the same distance.
    chunkNames: '[name]-[hash]',
    // Native modules cannot be bundled, nor what looks for its own files (the benchmarks' browser).
    external: ['@node-rs/argon2', 'playwright-core'],
    banner: { js: banner },
    logLevel: 'warning',
  })
  return outputFiles.map(({ path, contents }) => ({ path, contents }))
}
