/** The storeys of the house, from the ground up. A room imports from the storeys below it and from itself. */
const storeys = [
  ['config'],
  ['database'],
  ['audit', 'jobs'],
  ['web', 'search'],
  ['notices'],
  ['accounts'],
  ['clinic', 'terminology'],
  ['staff'],
  ['patients'],
  ['appointments'],
  ['chart', 'boards'],
  ['messages', 'money'],
  ['records', 'insights', 'fhir'],
  ['app', 'worker', 'cli', 'main'],
]

const roomPath = (rooms) => `^src/(${rooms.join('|')})(/|\\.tsx?$)`
const routes = '[/-]routes\\.tsx?$'

const upwards = storeys.flatMap((rooms, height) =>
  rooms.slice(0, height === storeys.length - 1 ? 0 : undefined).map((room) => ({
    name: `${room}-looks-down-only`,
    severity: 'error',
    comment: 'What has to run upwards is handed in at the top.',
    from: { path: roomPath([room]), pathNot: routes },
    to: { path: roomPath([...rooms.filter((other) => other !== room), ...storeys.slice(height + 1).flat()]) },
  })),
)

module.exports = {
  forbidden: [
    ...upwards,
    {
      name: 'every-room-has-a-storey',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: roomPath(storeys.flat()) },
    },
    {
      name: 'nothing-imports-a-route',
      severity: 'error',
      comment: 'Pages are put together in routes, and routes in app.tsx.',
      from: { pathNot: '^src/app\\.tsx$' },
      to: { path: `^src/.*${routes}` },
    },
    {
      name: 'views-get-plain-data',
      severity: 'error',
      comment: 'A view imports views and types; it never asks the database.',
      from: { path: '^views/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'below-the-web-no-views',
      severity: 'error',
      from: { path: roomPath(storeys.slice(0, 3).flat()) },
      to: { path: '^views/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '\\.d\\.ts$' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
