package dev.tandem.todo.owner;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.inject.Singleton;

/** Makes every entity query one about the person asking. Without one there is no session to query with. */
@PersistenceUnitExtension
@Singleton
class OwnerTenantResolver implements TenantResolver {

    private final Owner owner;

    OwnerTenantResolver(Owner owner) {
        this.owner = owner;
    }

    @Override
    public String getDefaultTenantId() {
        throw new IllegalStateException("There is no default owner");
    }

    @Override
    public String resolveTenantId() {
        return owner.current()
                .orElseThrow(() -> new IllegalStateException("Nobody is asking"))
                .toString();
    }
}
