/** Whether what is said to this host stays on the machine. */
export const isLoopback = (host: string): boolean => host === 'localhost' || /^\[?::1\]?$/.test(host) || host.startsWith('127.')
