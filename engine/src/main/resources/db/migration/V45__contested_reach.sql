-- Who is served by a draft or by another playbook, by whether the money of the other does for him, is told apart by a recount.
ALTER TABLE simulation ADD COLUMN contested bigint[];
COMMENT ON COLUMN simulation.reach IS
    'Persons whom the draft would serve if no budget bound it and others got what there is, by bucket of a stable hash.';
COMMENT ON COLUMN simulation.contested IS
    'Persons whom it would serve only if others got no money for them, by bucket; null before this was kept.';
