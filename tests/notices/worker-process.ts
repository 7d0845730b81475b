import { openDatabase } from '../../src/database/pool.ts'
import { startClinicWorker } from '../../src/worker.ts'

// A worker of the clinic in a process of its own, to be killed.
const { TEST_DATABASE = '', TEST_SMTP_URL = '' } = process.env
const nothing = () => {}

startClinicWorker({
  db: openDatabase(JSON.parse(TEST_DATABASE)).db,
  config: {
    smtpUrl: TEST_SMTP_URL,
    mailFrom: 'clinic@raseel.example',
    publicUrl: new URL('https://raseel.example'),
    staffUrl: new URL('https://staff.raseel.example'),
    textGateway: null,
    paperFolder: null,
    audit: { key: Buffer.alloc(32, 8), lastSeal: null },
  },
  log: { info: nothing, warn: nothing, error: nothing },
})
process.stdout.write('ready\n')
