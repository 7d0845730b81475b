-- A visit that was entered for the wrong patient says in its history that it became another's.
ALTER TABLE appointment_steps MODIFY COLUMN step VARCHAR(20) NOT NULL
  CHECK (step IN ('booking', 'arrival', 'call', 'completion', 'no-show', 'time', 'payment', 'departure', 'restoration', 'cancellation', 'payment-withdrawal', 'reason', 'patient'));
