-- Runs after every start's migrations: the shadow of test keys has the shape of what it shadows.
SELECT build_shadow();
