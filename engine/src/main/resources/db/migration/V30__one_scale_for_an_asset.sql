-- An asset has one number of decimals, whoever names it: else 1 of a token would be 1 of its smallest unit somewhere else.
CREATE TABLE asset_scale (
    asset    text    PRIMARY KEY,
    decimals integer NOT NULL CHECK (decimals BETWEEN 0 AND 18),
    budgeted boolean NOT NULL
);
COMMENT ON COLUMN asset_scale.budgeted IS 'Whether a budget is in it: its decimals never change then.';
COMMENT ON TABLE asset_scale IS 'Decimals of every asset that a budget or a campaign for wallets is in.';

ALTER TABLE wallet_campaign
    ADD asset    text,
    ADD decimals integer CHECK (decimals BETWEEN 0 AND 18);
UPDATE wallet_campaign SET asset = terms::jsonb #>> '{token,key}', decimals = (terms::jsonb #>> '{token,decimals}')::integer;
ALTER TABLE wallet_campaign ADD CHECK ((asset IS NULL) = (decimals IS NULL));

-- What is in use counts; of two that disagree already, the budget's.
INSERT INTO asset_scale SELECT DISTINCT ON (asset) asset, decimals, true FROM budget ORDER BY asset, budget_no;
INSERT INTO asset_scale
    SELECT DISTINCT ON (asset) asset, decimals, false FROM wallet_campaign WHERE asset IS NOT NULL ORDER BY asset, changed_at
    ON CONFLICT DO NOTHING;

CREATE FUNCTION refuse_scale(asset text, known integer, asked integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Asset % has % decimals, not %', asset, known, asked
        USING ERRCODE = 'check_violation', CONSTRAINT = 'asset_has_one_scale';
END $$;

-- Only the first budget of an asset locks its row; for all others its decimals never change. Of two who bring a new asset at
-- once, the key of asset_scale lets the second wait for the first; its next statement sees what became of it.
CREATE FUNCTION keep_scale_of_budget() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    known integer;
BEGIN
    SELECT s.decimals INTO known FROM tideline.asset_scale s WHERE s.asset = NEW.asset AND s.budgeted;
    IF NOT FOUND THEN
        INSERT INTO tideline.asset_scale VALUES (NEW.asset, NEW.decimals, true) ON CONFLICT DO NOTHING;
        UPDATE tideline.asset_scale s SET budgeted = true WHERE s.asset = NEW.asset AND NOT s.budgeted;
        SELECT s.decimals INTO known FROM tideline.asset_scale s WHERE s.asset = NEW.asset;
    END IF;
    IF known IS DISTINCT FROM NEW.decimals THEN
        PERFORM tideline.refuse_scale(NEW.asset, known, NEW.decimals);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budget_keeps_scale BEFORE INSERT OR UPDATE OF asset, decimals ON budget
    FOR EACH ROW EXECUTE FUNCTION keep_scale_of_budget();

-- A campaign may correct its decimals as long as no budget and no other campaign is in its asset. Campaigns of one asset
-- wait for each other on its row.
CREATE FUNCTION keep_scale_of_campaign() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    known integer;
    fixed boolean;
BEGIN
    IF NEW.asset IS NULL THEN
        RETURN NEW;
    END IF;
    INSERT INTO tideline.asset_scale VALUES (NEW.asset, NEW.decimals, false) ON CONFLICT DO NOTHING;
    SELECT s.decimals, s.budgeted INTO known, fixed FROM tideline.asset_scale s WHERE s.asset = NEW.asset FOR UPDATE;
    IF known <> NEW.decimals THEN
        IF fixed OR EXISTS (SELECT FROM tideline.wallet_campaign w WHERE w.asset = NEW.asset AND w.campaign <> NEW.campaign) THEN
            PERFORM tideline.refuse_scale(NEW.asset, known, NEW.decimals);
        END IF;
        UPDATE tideline.asset_scale s SET decimals = NEW.decimals WHERE s.asset = NEW.asset;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wallet_campaign_keeps_scale BEFORE INSERT OR UPDATE OF asset, decimals ON wallet_campaign
    FOR EACH ROW EXECUTE FUNCTION keep_scale_of_campaign();
