import { totalmem } from 'node:os'

export interface ServerFiles {
  data: string
  socket: string
  pid: string
}

/** An eighth of the machine, between 128 MB and 1 GB: a clinic's small computer runs the browser as well. */
function bufferPoolMegabytes(): number {
  const eighth = Math.floor(totalmem() / 8 / 2 ** 20)
  return Math.min(1024, Math.max(128, eighth))
}

// Every flag is named, because distributions and versions differ in their defaults. `loose` are those that a later version may drop.
const behaviour = [
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_bin',
  '--sql-mode=ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
  '--default-storage-engine=InnoDB',
  '--default-time-zone=+00:00',
  '--transaction-isolation=READ-COMMITTED',
  '--innodb-lock-wait-timeout=5',
  '--max-allowed-packet=64M',
  '--loose-local-infile=OFF',
  '--loose-symbolic-links=OFF',
  '--skip-name-resolve',
]

const size = [
  '--max-connections=200',
  '--loose-performance-schema=OFF',
  '--key-buffer-size=1M',
  '--loose-aria-pagecache-buffer-size=8M',
  '--loose-aria-log-file-size=16M',
  '--innodb-log-file-size=64M',
]

/** What `mariadb-install-db` and the server must agree on: whose process it is, and where the data is. */
export function commonFlags(data: string): string[] {
  // Without this MariaDB refuses to run as root. As anybody else it simply runs as them.
  const user = process.getuid?.() === 0 ? ['--user=root'] : []
  // A starting server removes every `#sql…` file of its temporary folder: in a shared /tmp, those of other servers at work.
  const temporary = `--tmpdir=${data}`
  return ['--no-defaults', `--datadir=${data}`, temporary, ...user, ...behaviour, ...size, '--loose-innodb-use-native-aio=OFF']
}

export function serverFlags(files: ServerFiles): string[] {
  return [
    ...commonFlags(files.data),
    `--socket=${files.socket}`,
    `--pid-file=${files.pid}`,
    '--skip-networking',
    '--loose-skip-ssl',
    '--innodb-flush-log-at-trx-commit=1',
    `--innodb-buffer-pool-size=${bufferPoolMegabytes()}M`,
  ]
}
