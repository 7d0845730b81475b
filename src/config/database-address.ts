/** Where a database server is, and as whom to speak to it. */
export interface DatabaseAddress {
  socketPath?: string
  host?: string
  port?: number
  user: string
  password: string
  database: string
  /** TLS to the server, whose certificate must be of this host and signed by somebody who is trusted. */
  tls?: boolean
}
