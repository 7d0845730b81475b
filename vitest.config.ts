import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**'],
          globalSetup: 'tests/support/global-setup.ts',
        },
      },
      // These share one running clinic and no database of their own.
      { extends: true, test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], globalSetup: 'tests/browser/open-clinic.ts' } },
    ],
    pool: 'forks',
    maxWorkers: 2,
    // Generous, because no test measures time: a slow machine must not fail one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
})
