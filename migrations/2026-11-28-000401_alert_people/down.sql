DROP INDEX alerts_unconfirmed;
DROP INDEX alerts_by_reason;
DROP INDEX alerts_by_waking;
DROP INDEX alerts_by_kept;
