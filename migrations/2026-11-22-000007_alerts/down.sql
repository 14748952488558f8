DROP TABLE alert_runs;
DROP TABLE alert_matches;
DROP TABLE alerts;
