-- A person is an address: the alerts of an account write to the account's.
UPDATE alerts SET email = (SELECT accounts.email FROM accounts WHERE accounts.id = alerts.account_id)
    WHERE account_id IS NOT NULL;
-- Who confirms an alert says that they want it; ended ones are wanted by nobody.
UPDATE alerts SET kept_at = confirmed_at WHERE state IN ('active', 'paused');
CREATE INDEX alerts_by_kept ON alerts (kept_at, id);
CREATE INDEX alerts_by_waking ON alerts (paused_until, id);
CREATE INDEX alerts_by_reason ON alerts (ended_at, id) WHERE left_because IS NOT NULL;
CREATE INDEX alerts_unconfirmed ON alerts (created_at) WHERE state = 'unconfirmed';
