import type { Config } from '../config.ts'
import { channels, type Notice } from './notice.ts'

type Channel = Notice['to']['channel']
type Doors = Pick<Config, 'smtpUrl' | 'textGateway'>

/** The channels by which messages leave; those of the others stay in the outbox. */
export const openChannels = ({ smtpUrl, textGateway }: Doors): Channel[] =>
  channels.filter((channel) => (channel === 'mail' ? smtpUrl : textGateway) !== null)

export const unsentChannels = (doors: Doors): Channel[] => channels.filter((channel) => !openChannels(doors).includes(channel))
